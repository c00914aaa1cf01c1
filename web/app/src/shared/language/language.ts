import { createSubscriber } from 'svelte/reactivity';
import { openShelf } from '$shared/shelf';
import { type Language, pickLanguage, pickLocale } from './languages';

const KEY = 'klieg.language';

/** A catalogue that follows the language: `fetch` brings the words, the returned function puts them into use. */
export interface Follower {
  fetch(language: Language): Promise<() => void>;
}

/** The language the app speaks: chosen by the person, and then remembered, or by the browser. */
class LanguageChoice {
  #current: Language = pickLanguage(openShelf()?.getItem(KEY) ?? null, navigator.languages);
  readonly #followers = new Set<Follower>();
  readonly #updates = new Set<() => void>();
  readonly #subscribe = createSubscriber((update) => {
    this.#updates.add(update);
    return () => this.#updates.delete(update);
  });

  constructor() {
    this.#announce();
  }

  /** Who reads it in an effect or a template is told of its changes. */
  get current(): Language {
    this.#subscribe();
    return this.#current;
  }

  /** For `Intl`. */
  get locale(): string {
    return pickLocale(this.current, navigator.languages);
  }

  /** Whether the person chose it on this browser, rather than the browser. */
  get isChosen(): boolean {
    return (openShelf()?.getItem(KEY) ?? null) !== null;
  }

  follow(follower: Follower): void {
    this.#followers.add(follower);
  }

  /** Changes every word at once, when all of them are there. */
  async choose(language: Language): Promise<void> {
    const used = await Promise.all([...this.#followers].map((follower) => follower.fetch(language)));
    for (const use of used) use();
    this.#current = language;
    try {
      openShelf()?.setItem(KEY, language);
    } catch {
      // Storage may be full: the choice then lasts for this visit.
    }
    this.#announce();
  }

  #announce(): void {
    document.documentElement.lang = this.#current;
    for (const update of this.#updates) update();
  }
}

export const language = new LanguageChoice();
