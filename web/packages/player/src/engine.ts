import type { Access } from './access';
import type { EngineKind } from './director/casting';
import type { WindowReading } from './live-window';
import type { Failure, Rendition, RenditionChoice } from './snapshot';
import type { Start } from './source';

/** What an engine reports; each is told whenever it changes. */
export interface EngineEvents {
  onRenditions(renditions: readonly Rendition[]): void;
  onCurrentRendition(id: number | null): void;
  /** True while a lost source is being tried again. */
  onRecovering(recovering: boolean): void;
  onFailure(failure: Failure): void;
}

/** Figures for the person who asks how playback is doing; null where the engine cannot know. */
export interface EngineStats {
  /** From the encoder's clock to the screen, by the programme date of the picture; of WebRTC, from the server on. */
  readonly latency_s: number | null;
  readonly target_latency_s: number | null;
  readonly bandwidth_bps: number | null;
  /** What arrives, where no rendition tells. */
  readonly bitrate_bps?: number | null;
  /** How unevenly packets arrive. */
  readonly jitter_s?: number | null;
  readonly lostPackets?: number | null;
}

/** How far from the live edge HLS keeps. */
export type Pace = 'low' | 'normal';

/** Feeds one media element from one source. Owns its network, its buffers and its retries. */
export interface Engine {
  readonly name: string;
  /** Prepares without touching the element, where an engine can. @throws what keeps it from playing. */
  connect?(access: Access): Promise<void>;
  /** Takes the element and plays. */
  load(access: Access, start: Start): void;
  chooseRendition(choice: RenditionChoice): void;
  /** Whether playback should keep close to the live edge; off while the person looks at the past. */
  followLive(follow: boolean): void;
  setPace(pace: Pace): void;
  readWindow(): WindowReading | null;
  readStats(): EngineStats;
  destroy(): void;
}

/** Makes an engine of a kind, or null where this browser has none. */
export type EngineFactory = (kind: EngineKind, video: HTMLVideoElement, events: EngineEvents) => Promise<Engine | null>;
