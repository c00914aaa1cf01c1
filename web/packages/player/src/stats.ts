import type { Engine } from './engine';
import { bufferedAhead_s } from './buffered';
import type { Rendition, Size } from './snapshot';

/** What the stats overlay shows; null where it cannot be known. */
export interface PlaybackStats {
  readonly engine: string | null;
  readonly latency_s: number | null;
  readonly targetLatency_s: number | null;
  readonly buffer_s: number;
  readonly bitrate_bps: number | null;
  readonly bandwidth_bps: number | null;
  readonly size: Size | null;
  readonly framesPerSecond: number | null;
  readonly droppedFrames: number;
  readonly shownFrames: number;
  readonly stalls: number;
  readonly rate: number;
  /** Of WebRTC: how unevenly packets arrive, and how many did not. */
  readonly jitter_s: number | null;
  readonly lostPackets: number | null;
}

interface FrameReading {
  readonly frames: number;
  readonly media_s: number;
}

/** Takes stock of one media element; frames per second are counted between two readings. */
export class StatsReader {
  #last: FrameReading | null = null;

  constructor(private readonly video: HTMLVideoElement) {}

  read(engine: Engine | null, rendition: Rendition | null, stalls: number): PlaybackStats {
    const { video } = this;
    const figures = engine?.readStats();
    const quality = video.getVideoPlaybackQuality();
    return {
      engine: engine?.name ?? null,
      latency_s: figures?.latency_s ?? null,
      targetLatency_s: figures?.target_latency_s ?? null,
      buffer_s: bufferedAhead_s(video),
      bitrate_bps: rendition?.bitrate_bps ?? figures?.bitrate_bps ?? null,
      bandwidth_bps: figures?.bandwidth_bps ?? null,
      size: video.videoWidth > 0 ? { width: video.videoWidth, height: video.videoHeight } : null,
      framesPerSecond: this.#countFrames({ frames: quality.totalVideoFrames, media_s: video.currentTime }),
      droppedFrames: quality.droppedVideoFrames,
      shownFrames: quality.totalVideoFrames,
      stalls,
      rate: video.playbackRate,
      jitter_s: figures?.jitter_s ?? null,
      lostPackets: figures?.lostPackets ?? null,
    };
  }

  #countFrames(reading: FrameReading): number | null {
    const last = this.#last;
    this.#last = reading;
    if (last === null || reading.frames < last.frames) return null;
    const elapsed_s = reading.media_s - last.media_s;
    return elapsed_s > 0.2 && elapsed_s < 5 ? (reading.frames - last.frames) / elapsed_s : null;
  }
}
