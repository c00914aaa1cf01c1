/** How close to live playback stays. `ultra-low`: WebRTC. `low`: parts of segments. `normal`: whole segments, and room. */
export type LatencyMode = 'ultra-low' | 'low' | 'normal';

export const LATENCY_MODES: readonly LatencyMode[] = ['ultra-low', 'low', 'normal'];

/** A live broadcast and the ways of getting it. */
export interface Source {
  /** Address of the multivariant playlist. */
  readonly hls: string;
  /** Address to post a WHEP offer to; null when there is none. */
  readonly whep: string | null;
  /** What the broadcaster chose; a person may choose otherwise. */
  readonly latency: LatencyMode;
}

/** Where playback begins: at the live edge, or at a moment in milliseconds since the epoch, by the server's clock. */
export type Start = 'live' | { readonly moment_ms: number };
