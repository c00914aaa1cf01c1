import type { Access } from '../access';
import type { Engine, EngineEvents, EngineStats } from '../engine';
import type { WindowReading } from '../live-window';
import { delayBeforeAttempt } from '../recovery';
import type { Start } from '../source';

const HOLD_BACK_GUESS_S = 2;
/** HTML Living Standard 4.8.11.1. */
const MEDIA_ERR_DECODE = 3;
const HLS_TYPE = 'application/vnd.apple.mpegurl';

interface DatedVideo extends HTMLVideoElement {
  /** Safari: the moment of the programme at time zero. */
  getStartDate?(): Date;
}

export function canPlayNatively(video: HTMLVideoElement): boolean {
  return video.canPlayType(HLS_TYPE) !== '';
}

/** The browser's own HLS: Safari and every browser of iOS. It chooses renditions by itself. */
export class NativeEngine implements Engine {
  readonly name = 'native';
  #access: Access | null = null;
  #begin: Start = 'live';
  #attempt = 0;
  #lostAt_ms: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly video: DatedVideo,
    private readonly events: EngineEvents,
  ) {
    video.addEventListener('error', this.#judge);
    video.addEventListener('playing', this.#found);
    video.addEventListener('loadedmetadata', this.#goBack);
  }

  load(access: Access, start: Start): void {
    this.#access = access;
    this.#begin = start;
    this.#found();
    this.#start();
  }

  chooseRendition(): void {
    // The browser offers no choice, so no rendition is ever listed.
  }

  followLive(): void {
    // The browser keeps its own distance.
  }

  setPace(): void {
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
    clearTimeout(this.#timer);
    this.#access = null;
    this.video.removeEventListener('error', this.#judge);
    this.video.removeEventListener('playing', this.#found);
    this.video.removeEventListener('loadedmetadata', this.#goBack);
    this.video.removeAttribute('src');
    this.video.load();
  }

  #start(): void {
    this.video.src = this.#access?.at.hls ?? '';
    this.video.load();
  }

  #found = (): void => {
    clearTimeout(this.#timer);
    this.#attempt = 0;
    this.#lostAt_ms = null;
    this.events.onRecovering(false);
  };

  /** To the moment that was asked for, by the date of time zero. */
  #goBack = (): void => {
    const zero_ms = this.video.getStartDate?.().getTime() ?? Number.NaN;
    if (this.#begin !== 'live' && Number.isFinite(zero_ms)) this.video.currentTime = (this.#begin.moment_ms - zero_ms) / 1000;
    this.#begin = 'live';
  };

  #judge = (): void => {
    const { error } = this.video;
    if (error === null) return;
    const detail = `${error.code} ${error.message}`;
    if (error.code === MEDIA_ERR_DECODE) this.events.onFailure({ kind: 'media', detail });
    else this.#lose(detail);
  };

  /** A source that is not there is told as "not supported", so anything but a decoder's fault may pass. */
  #lose(detail: string): void {
    const now_ms = performance.now();
    this.#lostAt_ms ??= now_ms;
    const delay_ms = delayBeforeAttempt(this.#attempt, now_ms - this.#lostAt_ms, Math.random());
    this.#attempt += 1;
    if (delay_ms === null) {
      this.#found();
      this.events.onFailure({ kind: 'network', detail });
      return;
    }
    this.events.onRecovering(true);
    this.#timer = setTimeout(() => void this.#tryAgain(), delay_ms);
  }

  async #tryAgain(): Promise<void> {
    const access = this.#access;
    await access?.probe();
    if (access !== this.#access || this.#lostAt_ms === null) return;
    this.#start();
    // Refused only without a gesture; the person is then offered to play.
    void this.video.play().catch(() => undefined);
  }
}
