import type { Channel } from '@klieg/api-client';
import { api } from '$shared/net/api';

/** What a search found. */
export class Search {
  channels = $state.raw<readonly Channel[] | null>(null);
  failed = $state(false);
  busy = $state(false);
  #next = $state<number | null>(0);
  readonly hasMore = $derived(this.#next !== null);
  readonly #abort = new AbortController();

  constructor(readonly text: string) {
    void this.readMore();
  }

  async readMore(): Promise<void> {
    if (this.#next === null || this.busy) return;
    this.busy = true;
    this.failed = false;
    try {
      const { channels, next_offset } = await api.searchChannels(this.text, this.#next, this.#abort.signal);
      this.channels = [...(this.channels ?? []), ...channels];
      this.#next = next_offset;
    } catch {
      this.failed = !this.#abort.signal.aborted;
    } finally {
      this.busy = false;
    }
  }

  stop(): void {
    this.#abort.abort();
  }
}
