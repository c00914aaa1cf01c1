import { Margin, steer } from '../catch-up';

export interface LivePosition {
  readonly latency_s: number;
  /** Distance that the playlist asks for. */
  readonly holdBack_s: number;
  readonly buffer_s: number;
  /** Where to jump when the distance is too long to catch up. */
  readonly target_s: number;
}

/** Keeps one media element at its distance from the live edge while it is asked to. */
export class LiveFollower {
  following = true;
  readonly #margin = new Margin();

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly now_s: () => number,
  ) {}

  targetLatency_s(holdBack_s: number): number {
    return holdBack_s + this.#margin.read(this.now_s());
  }

  noteStall(): void {
    this.#margin.noteStall(this.now_s());
  }

  steer(position: LivePosition | null): void {
    if (position === null || !this.following || this.video.paused || this.video.seeking) {
      this.#setRate(1);
      return;
    }
    const target_s = this.targetLatency_s(position.holdBack_s);
    const steering = steer({ latency_s: position.latency_s, target_s, buffer_s: position.buffer_s });
    if (steering.jump) {
      this.video.currentTime = position.target_s;
      this.#setRate(1);
    } else {
      this.#setRate(steering.rate);
    }
  }

  #setRate(rate: number): void {
    if (this.video.playbackRate !== rate) this.video.playbackRate = rate;
  }
}
