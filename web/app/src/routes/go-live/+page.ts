import { wordsReady } from '$features/go-live/words';

export const load = wordsReady;
