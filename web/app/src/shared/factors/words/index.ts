import { openCatalogue } from '$shared/language/catalogue';
import type { Words } from './en';

/** What second factors say, at a sign-in and in the settings. */
export const { words: factorWords, ready: factorWordsReady } = openCatalogue<Words>({
  en: async () => (await import('./en')).en,
  de: async () => (await import('./de')).de,
});
