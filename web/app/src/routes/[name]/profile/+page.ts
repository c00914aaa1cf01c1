import { wordsReady } from '$features/profile/words';

export const load = wordsReady;
