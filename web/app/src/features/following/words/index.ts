import { openCatalogue } from '$shared/language/catalogue';
import type { Words } from './en';

/** What the page of followed channels says. */
export const { words, ready: wordsReady } = openCatalogue<Words>({
  en: async () => (await import('./en')).en,
  de: async () => (await import('./de')).de,
});
