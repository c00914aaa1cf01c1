/** How close to live playback stays. `ultra-low`: WebRTC. `low`: parts of segments. `normal`: whole segments, and room. */
export type LatencyMode = 'ultra-low' | 'low' | 'normal';

export const LATENCY_MODES: readonly LatencyMode[] = ['ultra-low', 'low', 'normal'];

/** The ways of getting a broadcast. They may be good for a while only. */
export interface Addresses {
  /** Address of the multivariant playlist. */
  readonly hls: string;
  /** Address to post a WHEP offer to; null when there is none. */
  readonly whep: string | null;
  /** Credential of the WHEP offer, where one is asked for. */
  readonly bearer?: string | null;
}

/** The server will not let this person watch, whatever the address. */
export class SourceRefused extends Error {
  override readonly name = 'SourceRefused';
}

/** A live broadcast. */
export interface Source extends Partial<Addresses> {
  /**
   * Asks for addresses: before anything plays when none are given, and again when those at hand are refused.
   *
   * @throws SourceRefused
   */
  readonly renew?: () => Promise<Addresses>;
  /** What the broadcaster chose; a person may choose otherwise. */
  readonly latency: LatencyMode;
}

/** Where playback begins: at the live edge, or at a moment in milliseconds since the epoch, by the server's clock. */
export type Start = 'live' | { readonly moment_ms: number };
