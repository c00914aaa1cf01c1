import type { Shortfall } from './casting';
import type { EngineEvents, EngineFactory } from '../engine';
import type { LatencyMode } from '../source';
import type { Still } from './still';
import type { WindowScout } from './window-scout';

/** What the director tells and asks of the player it works for. */
export interface DirectorOptions {
  readonly video: HTMLVideoElement;
  readonly still: Still;
  readonly scout: WindowScout;
  readonly factory: EngineFactory;
  readonly canWebRtc: boolean;
  /** Events of the engine that plays; those of others are kept back. */
  readonly events: EngineEvents;
  /** Begins playback as loud as the browser allows. */
  readonly begin: () => Promise<void>;
  readonly onCast: (seen: { readonly shortfall: Shortfall | null; readonly latencies: readonly LatencyMode[] }) => void;
  /** Something observable changed that the element does not tell. */
  readonly onChange: () => void;
}
