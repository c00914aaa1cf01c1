import type { WindowReading } from './live-window';
import type { Failure, Rendition, RenditionChoice } from './snapshot';

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
  /** From the encoder's clock to the screen, by the programme date of the picture. */
  readonly latency_s: number | null;
  readonly target_latency_s: number | null;
  readonly bandwidth_bps: number | null;
}

/** Feeds one media element from one address. Owns its network, its buffers and its retries. */
export interface Engine {
  readonly name: string;
  load(address: string): void;
  chooseRendition(choice: RenditionChoice): void;
  /** Whether playback should keep close to the live edge; off while the person looks at the past. */
  followLive(follow: boolean): void;
  readWindow(): WindowReading | null;
  readStats(): EngineStats;
  destroy(): void;
}

export type EngineFactory = (video: HTMLVideoElement, events: EngineEvents) => Promise<Engine | null>;
