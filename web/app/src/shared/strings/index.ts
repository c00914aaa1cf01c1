import { openCatalogue } from '$shared/language/catalogue';
import type { Strings } from './en';

/** What is said on every page, by the directory, the player and the watch page. */
export const { words: strings, ready: stringsReady } = openCatalogue<Strings>({
  en: async () => (await import('./en')).en,
  de: async () => (await import('./de')).de,
});
