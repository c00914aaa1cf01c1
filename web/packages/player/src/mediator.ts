import type { PlayerSnapshot } from './snapshot';
import { enterFullscreen, isFullscreen, leaveFullscreen, mayEnterFullscreen, onFullscreenChange } from './fullscreen';

/** Values of `readyState`, HTML Living Standard 4.8.11.7. */
const HAVE_CURRENT_DATA = 2;
const HAVE_FUTURE_DATA = 3;

const WATCHED = [
  'play', 'playing', 'pause', 'waiting', 'seeking', 'seeked', 'ended', 'volumechange', 'resize',
  'loadedmetadata', 'loadeddata', 'emptied', 'canplay', 'timeupdate',
] as const;

export type MediaReading = Pick<
  PlayerSnapshot,
  'waiting' | 'hasPicture' | 'muted' | 'volume' | 'size' | 'fullscreen' | 'canFullscreen'
> & { readonly paused: boolean; readonly ended: boolean; readonly position_s: number };

/** The only reader and writer of the media element and of the full screen. */
export class Mediator {
  #stopWatching: () => void = () => undefined;
  #shown = false;

  constructor(
    readonly video: HTMLVideoElement,
    private readonly container: HTMLElement,
  ) {}

  watch(onChange: () => void): void {
    const { video } = this;
    const forget = (): void => {
      this.#shown = false;
    };
    video.addEventListener('emptied', forget);
    for (const type of WATCHED) video.addEventListener(type, onChange);
    const stopFullscreen = onFullscreenChange(video, onChange);
    this.#stopWatching = () => {
      video.removeEventListener('emptied', forget);
      for (const type of WATCHED) video.removeEventListener(type, onChange);
      stopFullscreen();
    };
  }

  stopWatching(): void {
    this.#stopWatching();
  }

  read(): MediaReading {
    const { video } = this;
    this.#shown ||= video.readyState >= HAVE_CURRENT_DATA;
    return {
      paused: video.paused,
      ended: video.ended,
      waiting: !video.paused && !video.ended && (video.readyState < HAVE_FUTURE_DATA || video.seeking),
      hasPicture: this.#shown,
      muted: video.muted || video.volume === 0,
      volume: video.volume,
      size: video.videoWidth > 0 ? { width: video.videoWidth, height: video.videoHeight } : null,
      fullscreen: isFullscreen(this.container, video),
      canFullscreen: mayEnterFullscreen(this.container, video),
      position_s: video.currentTime,
    };
  }

  play(): Promise<void> {
    return this.video.play();
  }

  pause(): void {
    this.video.pause();
  }

  seek(to_s: number): void {
    this.video.currentTime = to_s;
  }

  setMuted(muted: boolean): void {
    this.video.muted = muted;
  }

  setVolume(volume: number): void {
    this.video.volume = volume;
  }

  /** Phones keep the volume to their keys: what is written does not stay. */
  canSetVolume(): boolean {
    const before = this.video.volume;
    const probe = before === 0.5 ? 0.6 : 0.5;
    this.video.volume = probe;
    const kept = Math.abs(this.video.volume - probe) < 0.01;
    this.video.volume = before;
    return kept;
  }

  async toggleFullscreen(): Promise<void> {
    if (isFullscreen(this.container, this.video)) await leaveFullscreen(this.video);
    else await enterFullscreen(this.container, this.video);
  }
}
