import { Margin, steer } from '../catch-up';

export interface LivePosition {
  readonly latency_s: number;
  /** Distance that the playlist asks for. */
  readonly holdBack_s: number;
  readonly buffer_s: number;
  /** Where to jump when the distance is too long to catch up. */
  readonly target_s: number;
}

/** Playback settles between these times after it began: the buffer has filled, and nobody has settled down to watch. */
const SETTLING_S = { from: 0.5, until: 3 };

/** Keeps one media element at its distance from the live edge while it is asked to. */
export class LiveFollower {
  following = true;
  #begun_s: number | null = null;
  readonly #margin = new Margin();

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly now_s: () => number,
  ) {}

  targetLatency_s(holdBack_s: number): number {
    return holdBack_s + this.#margin.read(this.now_s());
  }

  /** A new source: playback has to settle again. */
  reset(): void {
    this.#begun_s = null;
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
    const { latency_s, buffer_s } = position;
    const steering = steer({ latency_s, target_s, buffer_s, settling: this.#isSettling() });
    if (steering.jump) {
      this.#begun_s = Number.NEGATIVE_INFINITY; // one jump is enough
      this.video.currentTime = position.target_s;
      this.#setRate(1);
    } else {
      this.#setRate(steering.rate);
    }
  }

  #isSettling(): boolean {
    this.#begun_s ??= this.now_s();
    const since_s = this.now_s() - this.#begun_s;
    return since_s >= SETTLING_S.from && since_s < SETTLING_S.until;
  }

  #setRate(rate: number): void {
    if (this.video.playbackRate !== rate) this.video.playbackRate = rate;
  }
}
