import type { Engine, EngineEvents, EngineStats } from '../engine';
import type { WindowReading } from '../live-window';

const HOLD_BACK_GUESS_S = 2;
const HLS_TYPE = 'application/vnd.apple.mpegurl';

interface DatedVideo extends HTMLVideoElement {
  /** Safari: the moment of the programme at time zero. */
  getStartDate?(): Date;
}

export function canPlayNatively(video: HTMLVideoElement): boolean {
  return video.canPlayType(HLS_TYPE) !== '';
}

/** The browser's own HLS: Safari and every browser of iOS. It chooses renditions and retries by itself. */
export class NativeEngine implements Engine {
  readonly name = 'native';

  constructor(
    private readonly video: DatedVideo,
    private readonly events: EngineEvents,
  ) {
    video.addEventListener('error', this.#reportError);
  }

  load(address: string): void {
    this.video.src = address;
    this.video.load();
  }

  chooseRendition(): void {
    // The browser offers no choice, so no rendition is ever listed.
  }

  followLive(): void {
    // The browser keeps its own distance.
  }

  readWindow(): WindowReading | null {
    const { seekable } = this.video;
    if (seekable.length === 0) return null;
    const edge_s = seekable.end(seekable.length - 1);
    return { start_s: seekable.start(0), edge_s, target_s: edge_s - HOLD_BACK_GUESS_S };
  }

  readStats(): EngineStats {
    const start = this.video.getStartDate?.().getTime() ?? Number.NaN;
    const latency_s = (Date.now() - start) / 1000 - this.video.currentTime;
    return { latency_s: Number.isFinite(latency_s) ? latency_s : null, target_latency_s: null, bandwidth_bps: null };
  }

  destroy(): void {
    this.video.removeEventListener('error', this.#reportError);
    this.video.removeAttribute('src');
    this.video.load();
  }

  #reportError = (): void => {
    const { error } = this.video;
    if (error === null) return;
    const kind = error.code === MediaError.MEDIA_ERR_NETWORK ? 'network' : 'media';
    this.events.onFailure({ kind, detail: `${error.code} ${error.message}` });
  };
}
