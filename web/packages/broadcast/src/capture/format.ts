/** The picture that is sent: its short edge in lines, and which way up it is. */

export const LINES = [1080, 720, 480, 360] as const;
export type Lines = (typeof LINES)[number];
export const ORIENTATIONS = ['landscape', 'portrait'] as const;
export type Orientation = (typeof ORIENTATIONS)[number];

export interface Format {
  readonly lines: Lines;
  readonly orientation: Orientation;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const FRAME_RATE = 30;
export const DEFAULT_FORMAT: Format = { lines: 720, orientation: 'landscape' };

/** Encoders want even edges, so 480 lines are 854 wide. */
const LONG_EDGE: Readonly<Record<Lines, number>> = { 1080: 1920, 720: 1280, 480: 854, 360: 640 };
const BITRATE_BPS: Readonly<Record<Lines, number>> = { 1080: 4_500_000, 720: 2_500_000, 480: 1_200_000, 360: 700_000 };

export function sizeOf({ lines, orientation }: Format): Size {
  const long = LONG_EDGE[lines];
  return orientation === 'landscape' ? { width: long, height: lines } : { width: lines, height: long };
}

/** Most that is spent on the picture; the line decides how much of it can be. */
export function bitrateOf({ lines }: Format): number {
  return BITRATE_BPS[lines];
}
