import { openCatalogue } from '$shared/language/catalogue';
import type { Words } from './en';

/** What forms say. */
export const { words: formWords, ready: formWordsReady } = openCatalogue<Words>({
  en: async () => (await import('./en')).en,
  de: async () => (await import('./de')).de,
});
