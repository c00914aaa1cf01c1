import type { Shortfall } from './director/casting';
import type { LatencyMode } from './source';

/** What a player shows at one moment. Times are seconds on the media element's own timeline. */

export type Phase = 'idle' | 'loading' | 'playing' | 'paused' | 'ended' | 'failed';

/** `muted`: the browser refused sound, so playback began without it. `refused`: it refused to begin at all. */
export type Autoplay = 'allowed' | 'muted' | 'refused';

/**
 * `network`: could not be fetched. `media`: could not be decoded. `unsupported`: this browser has no engine for it.
 * `refused`: the server will not let this person watch.
 */
export type FailureKind = 'network' | 'media' | 'unsupported' | 'refused';

export interface Failure {
  readonly kind: FailureKind;
  /** For the person who debugs, never shown as the message. */
  readonly detail: string;
}

/** One encoded quality that can be chosen. */
export interface Rendition {
  readonly id: number;
  readonly width: number;
  readonly height: number;
  readonly frameRate: number;
  readonly bitrate_bps: number;
}

export type RenditionChoice = 'auto' | number;

/** The part of a live broadcast that can still be reached. */
export interface LiveWindow {
  readonly start_s: number;
  /** Newest moment that can be fetched. */
  readonly edge_s: number;
  readonly position_s: number;
  /** How far the picture lags behind the place where live playback would be; never negative. */
  readonly behind_s: number;
  readonly atEdge: boolean;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface PlayerSnapshot {
  readonly phase: Phase;
  /** Playback wants to go on and cannot: starting, buffering or seeking. */
  readonly waiting: boolean;
  /** The source is gone for the moment and is being tried again. */
  readonly recovering: boolean;
  /** A picture of the present source has been on the screen. */
  readonly hasPicture: boolean;
  readonly muted: boolean;
  /** 0 to 1; keeps its level while muted. */
  readonly volume: number;
  /** False on systems where only hardware keys set the volume. */
  readonly canSetVolume: boolean;
  readonly autoplay: Autoplay;
  readonly size: Size | null;
  readonly renditions: readonly Rendition[];
  readonly chosen: RenditionChoice;
  /** Rendition on the screen. */
  readonly current: number | null;
  readonly live: LiveWindow | null;
  /** What the person or else the broadcaster chose. */
  readonly latency: LatencyMode;
  /** What can be chosen; nothing while nothing is loaded. */
  readonly latencies: readonly LatencyMode[];
  /** Why something with more latency plays than `latency`; null when it does not. */
  readonly shortfall: Shortfall | null;
  readonly fullscreen: boolean;
  readonly canFullscreen: boolean;
  readonly failure: Failure | null;
}

export const INITIAL_SNAPSHOT: PlayerSnapshot = {
  phase: 'idle',
  waiting: false,
  recovering: false,
  hasPicture: false,
  muted: false,
  volume: 1,
  canSetVolume: true,
  autoplay: 'allowed',
  size: null,
  renditions: [],
  chosen: 'auto',
  current: null,
  live: null,
  latency: 'low',
  latencies: [],
  shortfall: null,
  fullscreen: false,
  canFullscreen: false,
  failure: null,
};
