import { FRAME_RATE, type Size } from './format';
import { type Box, containBox, coverCrop, insetBox } from './layout';

/** Calls back every `period_ms`, from hidden pages too, until the returned function is called. */
export type Tick = (period_ms: number, listener: () => void) => () => void;

/** What is drawn: the screen with the camera as its inset, the camera alone, or a card that says neither is shown. */
export interface Scene {
  readonly camera: MediaStreamTrack | null;
  readonly screen: MediaStreamTrack | null;
  readonly inset: boolean;
  readonly size: Size;
}

const GROUND = '#0e0f14';
const CARD_INK = 'rgb(255 255 255 / 0.34)';
/** A camera crossed out, on a 24 × 24 grid. */
const CARD_SIGN = 'M4 7.5h8.5c.6 0 1 .4 1 1v7c0 .6-.4 1-1 1H4c-.6 0-1-.4-1-1v-7c0-.6.4-1 1-1Zm9.5 3.2 5.5-3v8.6l-5.5-3M3 3l18 18';
const CARD_SHARE = 0.3;
const INSET_RADIUS_SHARE = 0.06;
const INSET_EDGE = 'rgb(255 255 255 / 0.5)';

/** Draws a scene into one picture, at a steady rate, as long as it is open. */
export class Composer {
  readonly track: MediaStreamTrack;
  readonly #canvas = document.createElement('canvas');
  readonly #camera = new Feed();
  readonly #screen = new Feed();
  readonly #stopTicking: () => void;
  #scene: Scene;

  constructor(scene: Scene, tick: Tick) {
    this.#scene = scene;
    Object.assign(this.#canvas, scene.size).getContext('2d', { alpha: false });
    this.show(scene);
    const [track] = this.#canvas.captureStream(FRAME_RATE).getVideoTracks();
    if (track === undefined) throw new DOMException('The browser cannot capture a canvas.', 'NotSupportedError');
    this.track = track;
    this.#stopTicking = tick(1000 / FRAME_RATE, () => this.#draw());
  }

  show(scene: Scene): void {
    this.#scene = scene;
    this.#camera.play(scene.camera);
    this.#screen.play(scene.screen);
  }

  close(): void {
    this.#stopTicking();
    this.#camera.play(null);
    this.#screen.play(null);
    this.track.stop();
  }

  #draw(): void {
    const draw = this.#canvas.getContext('2d', { alpha: false });
    const { size, screen, camera, inset } = this.#scene;
    // Until a source has a picture the last one stays: a dark one between two would be seen.
    const awaited = screen !== null ? this.#screen : camera !== null ? this.#camera : null;
    if (draw === null || (awaited !== null && awaited.size === null)) return;
    const { width, height } = size;
    if (this.#canvas.width !== width || this.#canvas.height !== height) Object.assign(this.#canvas, { width, height });
    draw.fillStyle = GROUND;
    draw.fillRect(0, 0, width, height);
    if (screen !== null) {
      const picture = this.#screen.size;
      if (picture) drawInto(draw, this.#screen, wholeOf(picture), containBox(picture, size));
      if (inset && this.#camera.size) drawInset(draw, this.#camera, insetBox(this.#camera.size, size));
    } else if (camera !== null) {
      const picture = this.#camera.size;
      if (picture) drawInto(draw, this.#camera, coverCrop(picture, size), wholeOf(size));
    } else {
      drawCard(draw, size);
    }
  }
}

/** A track as something that can be drawn. */
class Feed {
  readonly video = document.createElement('video');

  constructor() {
    Object.assign(this.video, { muted: true, playsInline: true });
  }

  get size(): Size | null {
    const { videoWidth: width, videoHeight: height, readyState } = this.video;
    return width > 0 && readyState >= HTMLMediaElement.HAVE_CURRENT_DATA ? { width, height } : null;
  }

  play(track: MediaStreamTrack | null): void {
    const playing = this.video.srcObject instanceof MediaStream ? this.video.srcObject.getVideoTracks()[0] : undefined;
    if (playing === (track ?? undefined)) return;
    this.video.srcObject = track === null ? null : new MediaStream([track]);
    // Muted, so no browser refuses; a track that ends meanwhile rejects, and its end is told elsewhere.
    if (track !== null) void this.video.play().catch(() => undefined);
  }
}

function wholeOf({ width, height }: Size): Box {
  return { x: 0, y: 0, width, height };
}

function drawInto(draw: CanvasRenderingContext2D, { video }: Feed, from: Box, to: Box): void {
  draw.drawImage(video, from.x, from.y, from.width, from.height, to.x, to.y, to.width, to.height);
}

function drawInset(draw: CanvasRenderingContext2D, { video }: Feed, at: Box): void {
  draw.save();
  draw.beginPath();
  draw.roundRect(at.x, at.y, at.width, at.height, at.height * INSET_RADIUS_SHARE);
  draw.clip();
  draw.drawImage(video, at.x, at.y, at.width, at.height);
  draw.strokeStyle = INSET_EDGE;
  draw.lineWidth = at.height * 0.02;
  draw.stroke();
  draw.restore();
}

function drawCard(draw: CanvasRenderingContext2D, { width, height }: Size): void {
  const edge = Math.min(width, height) * CARD_SHARE;
  draw.save();
  draw.translate((width - edge) / 2, (height - edge) / 2);
  draw.scale(edge / 24, edge / 24);
  draw.strokeStyle = CARD_INK;
  draw.lineWidth = 1.4;
  draw.lineCap = 'round';
  draw.stroke(new Path2D(CARD_SIGN));
  draw.restore();
}
