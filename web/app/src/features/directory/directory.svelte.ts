import { applyToDirectory, type Directory, listLive } from '@klieg/api-client';
import { realtime } from '$shared/net/realtime.svelte';

const PATIENCE_MS = 6000;

/** The live channels, as the realtime socket pushes them. */
export class LiveDirectory {
  #directory = $state.raw<Directory | null>(null);
  #late = $state(false);
  readonly live = $derived(this.#directory && listLive(this.#directory));
  /** Nothing came for too long; it still may. */
  readonly failed = $derived(this.#directory === null && this.#late);
  readonly #stops: (() => void)[];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    this.#stops = [
      realtime.onMessage((message) => (this.#directory = applyToDirectory(this.#directory, message))),
      realtime.subscribe({ type: 'directory' }),
    ];
    this.#wait();
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
