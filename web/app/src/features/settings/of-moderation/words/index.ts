import { openCatalogue } from '$shared/language/catalogue';
import type { Words } from './en';

/** What the settings say about moderation. */
export const { words: moderationWords, ready: moderationWordsReady } = openCatalogue<Words>({
  en: async () => (await import('./en')).en,
  de: async () => (await import('./de')).de,
});
