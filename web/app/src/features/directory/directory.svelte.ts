import { applyToDirectory, type Directory, listLive, PUSHED_MAX, withChannels } from '@klieg/api-client';
import { api } from '$shared/net/api';
import { realtime } from '$shared/net/realtime.svelte';

const PATIENCE_MS = 6000;

/** The live channels, as the realtime socket pushes them; where there are more than it tells at once, the others when asked for. */
export class LiveDirectory {
  #directory = $state.raw<Directory | null>(null);
  #late = $state(false);
  /** How far each category has been asked for; null: to its end. */
  #positions = $state.raw<Readonly<Record<string, string | null>>>({});
  busy = $state(false);
  readonly live = $derived(this.#directory && listLive(this.#directory));
  /** Nothing came for too long; it still may. */
  readonly failed = $derived(this.#directory === null && this.#late);
  readonly #stops: (() => void)[];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    this.#stops = [
      realtime.onMessage((message) => {
        this.#directory = applyToDirectory(this.#directory, message);
        if (message.type === 'directory') this.#positions = {};
      }),
      realtime.subscribe({ type: 'directory' }),
    ];
    this.#wait();
  }

  /** Whether there may be live channels that the socket has not told of. */
  hasUntold(category: string | null): boolean {
    return (this.#directory?.size ?? 0) >= PUSHED_MAX && this.#positions[category ?? ''] !== null;
  }

  /** Asks for some of them; from then on the socket tells how they are. @throws ApiProblem, OutOfReach */
  async readUntold(category: string | null): Promise<void> {
    this.busy = true;
    try {
      let found = 0;
      while (found === 0 && this.hasUntold(category)) {
        const { channels, next_after } = await api.listLive(category, this.#positions[category ?? ''] ?? '');
        const before = this.#directory?.size ?? 0;
        this.#directory = this.#directory && withChannels(this.#directory, channels);
        this.#positions = { ...this.#positions, [category ?? '']: next_after };
        found = (this.#directory?.size ?? 0) - before;
      }
    } finally {
      this.busy = false;
    }
  }

  retry(): void {
    this.#late = false;
    this.#wait();
    realtime.close();
    realtime.open();
  }

  stop(): void {
    clearTimeout(this.#timer);
    for (const stop of this.#stops) stop();
  }

  #wait(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.#late = true), PATIENCE_MS);
  }
}
