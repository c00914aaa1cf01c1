export { perform } from '$shared/forms/perform';
