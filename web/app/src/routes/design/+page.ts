import { wordsReady } from '$features/design/words';

export const load = wordsReady;
