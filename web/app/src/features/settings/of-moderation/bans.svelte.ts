import type { Ban } from '@klieg/api-client';
import { moderation } from '$shared/net/api';

/** Who may not watch a channel, by name, a page at a time. */
export class BanList {
  bans = $state.raw<readonly Ban[] | null>(null);
  failed = $state(false);
  busy = $state(false);
  #next = $state<string | null>(null);
  readonly hasMore = $derived(this.#next !== null);

  constructor(readonly channel: string) {
    void this.read();
  }

  /** From the beginning. */
  async read(): Promise<void> {
    await this.#take(async () => {
      const { bans, next_after } = await moderation.listBans(this.channel);
      [this.bans, this.#next] = [bans, next_after];
    });
  }

  async readMore(): Promise<void> {
    const after = this.#next;
    if (after === null || this.busy) return;
    await this.#take(async () => {
      const { bans, next_after } = await moderation.listBans(this.channel, after);
      this.bans = [...(this.bans ?? []), ...bans];
      this.#next = next_after;
    });
  }

  async #take(work: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.failed = false;
    try {
      await work();
    } catch {
      this.failed = true;
    } finally {
      this.busy = false;
    }
  }
}
