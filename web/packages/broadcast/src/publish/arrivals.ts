const LOOK_EVERY_MS = 500;
/** Pauses between arrivals that are remembered, and how many make the pace of a server known. */
const REMEMBERED = 15;
const KNOWN_AFTER = 4;
const LIMIT_MS = 3000;
/** A pause this many times as long as the usual one is none of the server's own. */
const FACTOR = 3;

/**
 * Notices that nothing arrives any more. A server that gets media answers many times a second; when it falls silent the
 * line is gone, seconds before the browser says so, and every second counts: the stream session waits only so long.
 */
export class Arrivals {
  #bytes = 0;
  #pauses_ms: number[] = [];
  #arrived_ms: number;
  #looking = false;
  readonly #timer: ReturnType<typeof setInterval>;

  constructor(
    private readonly read: () => Promise<number>,
    private readonly now_ms: () => number,
    private readonly onSilence: () => void,
  ) {
    this.#arrived_ms = now_ms();
    this.#timer = setInterval(() => void this.#look(), LOOK_EVERY_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    const bytes = await this.read().catch(() => this.#bytes);
    this.#looking = false;
    const now = this.now_ms();
    const pause_ms = now - this.#arrived_ms;
    if (bytes !== this.#bytes) {
      this.#bytes = bytes;
      this.#arrived_ms = now;
      this.#pauses_ms = [...this.#pauses_ms, pause_ms].slice(-REMEMBERED);
    } else if (this.#pauses_ms.length > KNOWN_AFTER && pause_ms > Math.max(LIMIT_MS, FACTOR * this.#usual_ms)) {
      this.stop();
      this.onSilence();
    }
  }

  /** The median: one interruption that healed does not make the next one usual. */
  get #usual_ms(): number {
    return this.#pauses_ms.toSorted((one, other) => one - other)[this.#pauses_ms.length >> 1] ?? 0;
  }
}

/** Bytes that came over whatever path of a connection. */
export async function bytesArrived(peer: RTCPeerConnection): Promise<number> {
  const report = await peer.getStats();
  let bytes = 0;
  for (const entry of (report as unknown as Map<string, Record<string, unknown>>).values())
    if (entry['type'] === 'candidate-pair' && typeof entry['bytesReceived'] === 'number') bytes += entry['bytesReceived'];
  return bytes;
}
