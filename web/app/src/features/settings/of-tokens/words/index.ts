import { openCatalogue } from '$shared/language/catalogue';
import type { Words } from './en';

/** What the settings say about personal tokens. */
export const { words: tokenWords, ready: tokenWordsReady } = openCatalogue<Words>({
  en: async () => (await import('./en')).en,
  de: async () => (await import('./de')).de,
});
