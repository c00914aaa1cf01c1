import { openCatalogue } from '$shared/language/catalogue';
import type { Words } from './en';

/** What is said where people are banned. */
export const { words, ready: wordsReady } = openCatalogue<Words>({
  en: async () => (await import('./en')).en,
  de: async () => (await import('./de')).de,
});
