import { returnDelay_ms } from './casting';

/** When WebRTC is tried again, now and then and unseen, while HLS plays. */
export class ReturnPlan {
  #attempt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `isTime`: whether it suits now; if not, the wait begins again. */
  constructor(
    private readonly isTime: () => boolean,
    private readonly go: () => void,
  ) {}

  /** Plans the next attempt; each waits longer than the one before. */
  plan(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (!this.isTime()) {
        this.plan();
        return;
      }
      this.#attempt += 1;
      this.go();
    }, returnDelay_ms(this.#attempt));
  }

  /** Forgets what was planned and tried. */
  drop(): void {
    clearTimeout(this.#timer);
    this.#attempt = 0;
  }
}
