import { DEFAULT_FORMAT, type Format, LINES, ORIENTATIONS } from './capture/format';

/** What a person chose, kept between visits. */
export interface Preferences extends Format {
  readonly cameraId: string | null;
  readonly microphoneId: string | null;
  /** Whether one sees oneself as in a mirror; what is sent never is. */
  readonly mirrored: boolean;
  /** Whether the camera is shown over a shared screen. */
  readonly inset: boolean;
}

export type Shelf = Pick<Storage, 'getItem' | 'setItem'>;

const KEY = 'klieg.broadcast';

export const DEFAULT_PREFERENCES: Preferences = {
  ...DEFAULT_FORMAT, cameraId: null, microphoneId: null, mirrored: true, inset: true,
};

/** Reads what was kept; whatever is not a valid choice is the default. */
export function readPreferences(shelf: Shelf | null): Preferences {
  const kept = parse(shelf);
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  const flag = (value: unknown, otherwise: boolean): boolean => (typeof value === 'boolean' ? value : otherwise);
  const usual = DEFAULT_PREFERENCES;
  return {
    lines: LINES.find((lines) => lines === kept['lines']) ?? usual.lines,
    orientation: ORIENTATIONS.find((orientation) => orientation === kept['orientation']) ?? usual.orientation,
    cameraId: text(kept['cameraId']),
    microphoneId: text(kept['microphoneId']),
    mirrored: flag(kept['mirrored'], usual.mirrored),
    inset: flag(kept['inset'], usual.inset),
  };
}

export function keepPreferences(shelf: Shelf | null, preferences: Preferences): void {
  try {
    shelf?.setItem(KEY, JSON.stringify(preferences));
  } catch {
    // Storage may be full or forbidden: the choice then lasts for this visit.
  }
}

function parse(shelf: Shelf | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(shelf?.getItem(KEY) ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
