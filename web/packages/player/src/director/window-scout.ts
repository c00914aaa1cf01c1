/** What a media playlist says of the past that can be gone back to. */
export interface Past {
  /** Newest moment that could be fetched, in milliseconds since the epoch, by the server's clock. */
  readonly edge_ms: number;
  readonly length_s: number;
}

const PERIOD_MS = 15_000;
const PATIENCE_MS = 2000;

/** Looks now and then how far back HLS reaches, while something without a past plays. */
export class WindowScout {
  #past: (Past & { readonly readAt_ms: number }) | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #abort = new AbortController();

  constructor(
    private readonly fetch: (address: string, init: RequestInit) => Promise<Response>,
    private readonly now_ms: () => number,
  ) {}

  start(address: string): void {
    this.stop();
    this.#abort = new AbortController();
    void this.#look(address, this.#abort.signal);
  }

  stop(): void {
    this.#abort.abort();
    clearTimeout(this.#timer);
    this.#past = null;
  }

  /** How far back one can go from now; null before that is known. */
  length_s(): number | null {
    return this.#past === null ? null : this.#past.length_s;
  }

  /** The present moment by the server's clock, as far as HLS goes; null before that is known. */
  edge_ms(): number | null {
    return this.#past === null ? null : this.#past.edge_ms + this.now_ms() - this.#past.readAt_ms;
  }

  async #look(address: string, signal: AbortSignal): Promise<void> {
    const past = await this.#read(address, signal).catch(() => null);
    if (signal.aborted) return;
    if (past !== null) this.#past = { ...past, readAt_ms: this.now_ms() };
    this.#timer = setTimeout(() => void this.#look(address, signal), past === null ? PATIENCE_MS : PERIOD_MS);
  }

  async #read(address: string, signal: AbortSignal): Promise<Past | null> {
    const text = async (at: string): Promise<string> => {
      const response = await this.fetch(at, { signal, cache: 'no-store' });
      return response.ok ? response.text() : '';
    };
    const first = firstVariant(await text(address));
    return first === null ? null : readPast(await text(new URL(first, address).href));
  }
}

/** Address of the first variant of a multivariant playlist, RFC 8216 4.3.4.2: the line after its tag. */
export function firstVariant(playlist: string): string | null {
  const lines = playlist.split('\n').map((line) => line.trim());
  const tag = lines.findIndex((line) => line.startsWith('#EXT-X-STREAM-INF'));
  return tag < 0 ? null : (lines.slice(tag + 1).find((line) => line !== '' && !line.startsWith('#')) ?? null);
}

/** Reads the length of a media playlist and the date of its end; null without dates, or when it has ended. */
export function readPast(playlist: string): Past | null {
  if (playlist.includes('#EXT-X-ENDLIST')) return null;
  let [length_s, parts_s, lastDate_ms, sinceDate_s] = [0, 0, Number.NaN, 0];
  for (const line of playlist.split('\n')) {
    const value = line.slice(line.indexOf(':') + 1);
    if (line.startsWith('#EXTINF:')) {
      const duration_s = Number.parseFloat(value);
      length_s += duration_s;
      sinceDate_s += duration_s;
      parts_s = 0; // the parts before were of this segment
    } else if (line.startsWith('#EXT-X-PROGRAM-DATE-TIME:')) {
      [lastDate_ms, sinceDate_s] = [Date.parse(value.trim()), 0];
    } else if (line.startsWith('#EXT-X-PART:')) {
      parts_s += Number.parseFloat(/DURATION=([\d.]+)/.exec(value)?.[1] ?? '0');
    }
  }
  const edge_ms = lastDate_ms + (sinceDate_s + parts_s) * 1000;
  return Number.isFinite(edge_ms) && length_s + parts_s > 0 ? { edge_ms, length_s: length_s + parts_s } : null;
}
