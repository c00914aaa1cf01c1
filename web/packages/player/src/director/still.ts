/** Keeps the last picture in sight while one engine takes over from another. */
export class Still {
  #held = false;
  #stopWaiting: () => void = () => undefined;

  constructor(private readonly canvas: HTMLCanvasElement | null) {}

  get held(): boolean {
    return this.#held;
  }

  /** Freezes what the video shows now; without a picture there is nothing to hold. */
  hold(video: HTMLVideoElement): void {
    this.#stopWaiting();
    const draw = this.canvas?.getContext('2d');
    if (this.#held || !this.canvas || !draw || video.videoWidth === 0 || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return;
    Object.assign(this.canvas, { width: video.videoWidth, height: video.videoHeight });
    draw.drawImage(video, 0, 0);
    this.#held = true;
    this.canvas.hidden = false;
  }

  /** Lets go with the next picture of the video, and says so. */
  releaseWithNextFrame(video: HTMLVideoElement, onReleased: () => void): void {
    this.#stopWaiting();
    const done = (): void => {
      this.release();
      onReleased();
    };
    if ('requestVideoFrameCallback' in video) {
      const id = video.requestVideoFrameCallback(done);
      this.#stopWaiting = () => video.cancelVideoFrameCallback(id);
    } else {
      const element: HTMLVideoElement = video;
      element.addEventListener('timeupdate', done, { once: true });
      this.#stopWaiting = () => element.removeEventListener('timeupdate', done);
    }
  }

  release(): void {
    this.#stopWaiting();
    this.#stopWaiting = () => undefined;
    this.#held = false;
    if (this.canvas) this.canvas.hidden = true;
  }
}
