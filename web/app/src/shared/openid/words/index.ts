import { openCatalogue } from '$shared/language/catalogue';
import type { Words } from './en';

/** What is said about signing in by a provider, at the entrance and in the settings. */
export const { words: openidWords, ready: openidWordsReady } = openCatalogue<Words>({
  en: async () => (await import('./en')).en,
  de: async () => (await import('./de')).de,
});
