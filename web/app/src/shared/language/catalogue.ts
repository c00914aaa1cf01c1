import { language } from './language';
import type { Language } from './languages';

export type Loaders<Words> = Readonly<Record<Language, () => Promise<Words>>>;

export interface Catalogue<Words> {
  /** What is said, in the language of the moment; who reads it in a template is told when the language changes. */
  readonly words: Words;
  /** Brings the words; a page waits for it before it is shown. */
  readonly ready: () => Promise<void>;
}

/** One area's sentences, of which a browser fetches one language. */
export function openCatalogue<Words extends object>(loaders: Loaders<Words>): Catalogue<Words> {
  let current: Words | null = null;
  let loading: Promise<void> | null = null;

  const fetch = async (tongue: Language): Promise<() => void> => {
    const words = await loaders[tongue]();
    return () => (current = words);
  };
  const load = async (): Promise<void> => {
    const use = await fetch(language.current);
    language.follow({ fetch });
    use();
  };
  const words = new Proxy({} as Words, {
    get: (_target, key) => {
      if (current === null) throw new Error('A page awaits ready() before it speaks.');
      void language.current; // subscribes the reader
      return current[key as keyof Words];
    },
  });
  const ready = (): Promise<void> => {
    loading ??= load().catch((error: unknown) => {
      loading = null;
      throw error;
    });
    return loading;
  };
  return { words, ready };
}
