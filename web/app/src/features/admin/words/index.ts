import { openCatalogue } from '$shared/language/catalogue';
import type { Words } from './en';

/** What the pages of admins say. */
export const { words, ready: wordsReady } = openCatalogue<Words>({
  en: async () => (await import('./en')).en,
  de: async () => (await import('./de')).de,
});
