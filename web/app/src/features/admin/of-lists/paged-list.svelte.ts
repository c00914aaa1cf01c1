import type { Page } from '@klieg/api-client';

/** Asks for the page that begins at a position; null is the beginning. */
export type FetchPage<Item> = (position: string | null) => Promise<Page<Item>>;

/** A list that is loaded page by page. */
export class PagedList<Item> {
  /** Null until the server has answered. */
  items = $state.raw<readonly Item[] | null>(null);
  failed = $state(false);
  busy = $state(false);
  #next = $state<string | null>(null);
  readonly hasMore = $derived(this.#next !== null);
  /** Answers to what was asked before the list began anew are passed over. */
  #round = 0;
  #last: () => Promise<void> = () => this.begin();

  constructor(private fetchPage: FetchPage<Item>) {}

  /** Begins anew, with another question if there is one. What is shown stays until the answer is there. */
  async begin(fetchPage: FetchPage<Item> = this.fetchPage): Promise<void> {
    this.fetchPage = fetchPage;
    await this.#read(null, () => []);
  }

  async readMore(): Promise<void> {
    if (this.#next === null || this.busy) return;
    await this.#read(this.#next, () => this.items ?? []);
  }

  /** Shows something else in an item's place, or takes it out. */
  put(is: (item: Item) => boolean, by: Item | null): void {
    this.items = (this.items ?? []).flatMap((item) => (is(item) ? (by === null ? [] : [by]) : [item]));
  }

  /** Asks once more for what failed. */
  retry(): Promise<void> {
    return this.#last();
  }

  async #read(position: string | null, shown: () => readonly Item[]): Promise<void> {
    const round = ++this.#round;
    this.#last = () => this.#read(position, shown);
    this.busy = true;
    this.failed = false;
    try {
      const { items, next } = await this.fetchPage(position);
      if (round !== this.#round) return;
      this.items = [...shown(), ...items];
      this.#next = next;
    } catch {
      if (round === this.#round) this.failed = true;
    } finally {
      if (round === this.#round) this.busy = false;
    }
  }
}
