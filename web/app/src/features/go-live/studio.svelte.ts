import { Broadcaster, type BroadcastSnapshot, INITIAL_BROADCAST, type PublishStats } from '@klieg/broadcast';
import { tick } from '$shared/net/ticker';
import { openShelf } from '$shared/shelf';

const STATS_PERIOD_MS = 1000;
/** A limit is worth mentioning when it has held for so many readings: every beginning is slow. */
const LASTING_READINGS = 12;

/** A broadcaster on the page: its snapshot as reactive state. */
export class Studio {
  readonly broadcaster = new Broadcaster({ shelf: openShelf(), tick });
  snapshot = $state.raw<BroadcastSnapshot>(INITIAL_BROADCAST);
  stats = $state.raw<PublishStats | null>(null);
  /** What has kept the picture small for a while. */
  limit = $state<'cpu' | 'bandwidth' | null>(null);
  #limited = 0;
  /** When this page last ended a stream, so that its echo is not taken for somebody else's. */
  endedAt_ms = $state(Number.NEGATIVE_INFINITY);
  readonly onAir = $derived(this.snapshot.phase !== 'idle');
  readonly #stops: (() => void)[] = [];

  constructor() {
    this.#stops.push(
      this.broadcaster.subscribe((snapshot) => {
        if (this.snapshot.phase !== 'idle' && snapshot.phase === 'idle') this.endedAt_ms = Date.now();
        this.snapshot = snapshot;
      }),
    );
    const timer = setInterval(() => void this.#readStats(), STATS_PERIOD_MS);
    this.#stops.push(() => clearInterval(timer));
  }

  /** Asks at once where the person has agreed before. */
  async prepare(): Promise<void> {
    if (this.snapshot.obstacle !== null) return;
    const query = async (name: string): Promise<boolean> => {
      const status = await navigator.permissions?.query({ name: name as PermissionName }).catch(() => null);
      return status?.state === 'granted';
    };
    const [camera, microphone] = await Promise.all([query('camera'), query('microphone')]);
    if (camera && microphone && this.snapshot.asked === 'no') await this.broadcaster.ask();
  }

  close(): void {
    for (const stop of this.#stops) stop();
    this.broadcaster.destroy();
  }

  async #readStats(): Promise<void> {
    this.stats = this.snapshot.phase === 'live' ? await this.broadcaster.readStats() : null;
    const limit = this.stats?.limit;
    this.#limited = limit === 'cpu' || limit === 'bandwidth' ? this.#limited + 1 : 0;
    this.limit = (limit === 'cpu' || limit === 'bandwidth') && this.#limited >= LASTING_READINGS ? limit : null;
  }
}
