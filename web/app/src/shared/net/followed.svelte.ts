import type { Channel } from '@klieg/api-client';
import { follows } from './api';

const PERIOD_MS = 10_000;

/** The channels somebody follows, asked for again while the page is looked at. */
export class FollowedChannels {
  channels = $state.raw<readonly Channel[] | null>(null);
  failed = $state(false);
  busy = $state(false);
  #next = $state<number | null>(null);
  readonly hasMore = $derived(this.#next !== null);
  readonly #timer: ReturnType<typeof setInterval>;

  constructor() {
    void this.read();
    // Beyond the first page a fresh copy of it would throw away what was asked for since.
    this.#timer = setInterval(() => {
      if (!document.hidden && (this.channels?.length ?? 0) <= 50) void this.read();
    }, PERIOD_MS);
  }

  async read(): Promise<void> {
    try {
      const { channels, next_offset } = await follows.list();
      [this.channels, this.#next, this.failed] = [channels, next_offset, false];
    } catch {
      this.failed = this.channels === null;
    }
  }

  /** @throws ApiProblem, OutOfReach */
  async readMore(): Promise<void> {
    if (this.#next === null) return;
    this.busy = true;
    try {
      const { channels, next_offset } = await follows.list(this.#next);
      const known = this.channels ?? [];
      this.channels = [...known, ...channels.filter(({ name }) => known.every((one) => one.name !== name))];
      this.#next = next_offset;
    } finally {
      this.busy = false;
    }
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
