/**
 * The light a picture throws around itself. Blurred by shrinking and enlarging instead of by a CSS filter, which would
 * be computed anew with every frame of the video and costs frames where there is no fast GPU.
 */

const SEED = { width: 16, height: 9 };
export const LIGHT_SIZE = { width: 96, height: 54 };

/** Share of a new picture in the light: old light fades into new light. */
const FRESH = 0.45;
const DIMMED = 'rgb(0 0 0 / 0.5)';
/** Part of the canvas, from each edge, over which the light fades out. */
const FEATHER = { x: 0.12, y: 0.2 };

type Draw = CanvasRenderingContext2D;

export class Light {
  readonly #seed = makeCanvas(SEED);
  readonly #mask = makeCanvas(LIGHT_SIZE);

  constructor() {
    const mask = this.#mask.getContext('2d');
    mask?.putImageData(drawFeather(), 0, 0);
  }

  /** Takes up the present picture. */
  catch(video: HTMLVideoElement): void {
    const seed = this.#seed.getContext('2d');
    if (seed === null) return;
    seed.globalAlpha = FRESH;
    seed.drawImage(video, 0, 0, SEED.width, SEED.height);
  }

  /** Fills the canvas, darkened: the ground beside a picture of another shape. */
  paintGround(canvas: HTMLCanvasElement): void {
    const draw = this.#paint(canvas);
    if (draw === null) return;
    draw.fillStyle = DIMMED;
    draw.fillRect(0, 0, LIGHT_SIZE.width, LIGHT_SIZE.height);
  }

  /** Fills the canvas and lets it fade out towards its edges. */
  paintGlow(canvas: HTMLCanvasElement): void {
    const draw = this.#paint(canvas);
    if (draw === null) return;
    draw.globalCompositeOperation = 'destination-in';
    draw.drawImage(this.#mask, 0, 0);
    draw.globalCompositeOperation = 'source-over';
  }

  #paint(canvas: HTMLCanvasElement): Draw | null {
    const draw = canvas.getContext('2d');
    if (draw === null) return null;
    const { width, height } = LIGHT_SIZE;
    draw.imageSmoothingQuality = 'high';
    draw.clearRect(0, 0, width, height);
    draw.drawImage(this.#seed, 0, 0, width, height);
    return draw;
  }
}

function makeCanvas({ width, height }: typeof SEED): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  return canvas;
}

function drawFeather(): ImageData {
  const { width, height } = LIGHT_SIZE;
  const image = new ImageData(width, height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const across = ease(Math.min(x, width - 1 - x) / (width * FEATHER.x));
      const down = ease(Math.min(y, height - 1 - y) / (height * FEATHER.y));
      image.data[(y * width + x) * 4 + 3] = 255 * across * down;
    }
  }
  return image;
}

function ease(share: number): number {
  const within = Math.min(1, Math.max(0, share));
  return within * within * (3 - 2 * within);
}
