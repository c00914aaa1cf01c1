import type { Size } from './format';

/** Where pictures go in the picture that is sent. All in its pixels. */

export interface Box extends Size {
  readonly x: number;
  readonly y: number;
}

/** Share of the long edge that the inset's long edge takes. */
const INSET_SHARE = 0.25;
/** Distance of the inset from the edges, of the short edge: 20 px of 720. */
const INSET_MARGIN_SHARE = 20 / 720;

/** The part of a picture that fills a frame of another shape: the middle. */
export function coverCrop(picture: Size, frame: Size): Box {
  const scale = Math.min(picture.width / frame.width, picture.height / frame.height);
  const [width, height] = [frame.width * scale, frame.height * scale];
  return { x: (picture.width - width) / 2, y: (picture.height - height) / 2, width, height };
}

/** Where the whole of a picture fits into a frame. */
export function containBox(picture: Size, frame: Size): Box {
  const scale = Math.min(frame.width / picture.width, frame.height / picture.height);
  const [width, height] = [picture.width * scale, picture.height * scale];
  return { x: (frame.width - width) / 2, y: (frame.height - height) / 2, width, height };
}

/** The inset's place: top right, of its own shape. */
export function insetBox(picture: Size, frame: Size): Box {
  const long = Math.max(frame.width, frame.height) * INSET_SHARE;
  const scale = long / Math.max(picture.width, picture.height);
  const [width, height] = [picture.width * scale, picture.height * scale];
  const margin = Math.min(frame.width, frame.height) * INSET_MARGIN_SHARE;
  return { x: frame.width - margin - width, y: margin, width, height };
}

/** A camera gives about what was asked for; within this its picture is sent as it is. */
const SHAPE_TOLERANCE = 0.02;
const EXCESS_TOLERANCE = 1.1;

/** Whether a camera's own picture can be sent without being drawn anew: the right shape, and not much too large. */
export function isAsAsked(picture: Size, wanted: Size): boolean {
  const shape = picture.width / picture.height / (wanted.width / wanted.height);
  const excess = (picture.width * picture.height) / (wanted.width * wanted.height);
  return Math.abs(shape - 1) <= SHAPE_TOLERANCE && excess <= EXCESS_TOLERANCE;
}
