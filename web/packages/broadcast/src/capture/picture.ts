import { Composer, type Scene, type Tick } from './composer';
import type { Size } from './format';
import { isAsAsked } from './layout';

/**
 * The one video track that is sent. A camera that gives what was asked for is sent as it is, which costs least and goes
 * on in hidden pages; everything else is drawn.
 */
export class Picture {
  track: MediaStreamTrack | null = null;
  /** Whether the track is the camera's own. */
  direct = false;
  #composer: Composer | null = null;

  constructor(private readonly tick: Tick) {}

  /** Shows a scene; true when the track is another one than before. */
  show(scene: Scene): boolean {
    const before = this.track;
    const { camera } = scene;
    this.direct = camera !== null && canSendAsIs(scene);
    if (this.direct) {
      this.#composer?.close();
      this.#composer = null;
      this.track = camera;
    } else if (this.#composer === null) {
      this.#composer = new Composer(scene, this.tick);
      this.track = this.#composer.track;
    } else {
      this.#composer.show(scene);
      this.track = this.#composer.track;
    }
    // A shared screen is read, a camera is watched: the encoder spends its bits accordingly.
    if (this.track && 'contentHint' in this.track) this.track.contentHint = scene.screen === null ? 'motion' : 'detail';
    return this.track !== before;
  }

  close(): void {
    this.#composer?.close();
    this.#composer = null;
    this.track = null;
  }
}

export function canSendAsIs({ camera, screen, size }: Scene): boolean {
  if (camera === null || screen !== null) return false;
  const { width, height } = camera.getSettings();
  const own: Size | null = width && height ? { width, height } : null;
  return own !== null && isAsAsked(own, size);
}
