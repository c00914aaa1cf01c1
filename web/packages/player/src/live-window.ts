import type { LiveWindow } from './snapshot';

/** Behind by less than this still counts as live: hold-back and one hiccup fit in. */
export const AT_EDGE_TOLERANCE_S = 3;

export interface WindowReading {
  readonly start_s: number;
  readonly edge_s: number;
  /** Where playback at the live edge would be now. */
  readonly target_s: number;
}

/** Places a position in the window; null when the window holds nothing. */
export function placeInWindow(reading: WindowReading | null, position_s: number): LiveWindow | null {
  if (reading === null || !(reading.edge_s > reading.start_s)) return null;
  const behind_s = Math.max(0, reading.target_s - position_s);
  return {
    start_s: reading.start_s,
    edge_s: reading.edge_s,
    position_s,
    behind_s,
    atEdge: behind_s < AT_EDGE_TOLERANCE_S,
  };
}

/** The nearest moment that can be played. */
export function clampToWindow(reading: WindowReading, wanted_s: number): number {
  return Math.min(Math.max(wanted_s, reading.start_s), Math.max(reading.start_s, reading.target_s));
}
