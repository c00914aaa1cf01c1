/** The level of sound a person chose, kept between visits. */

const KEY = 'klieg.sound';

export interface Sound {
  readonly volume: number;
  readonly muted: boolean;
}

export type Shelf = Pick<Storage, 'getItem' | 'setItem'>;

export const DEFAULT_SOUND: Sound = { volume: 1, muted: false };

/** Reads what was kept; anything that is not a level of sound counts as nothing kept. */
export function readSound(shelf: Shelf | null): Sound {
  try {
    const kept: unknown = JSON.parse(shelf?.getItem(KEY) ?? 'null');
    return isSound(kept) ? { volume: kept.volume, muted: kept.muted } : DEFAULT_SOUND;
  } catch {
    return DEFAULT_SOUND;
  }
}

export function keepSound(shelf: Shelf | null, sound: Sound): void {
  try {
    shelf?.setItem(KEY, JSON.stringify(sound));
  } catch {
    // Storage may be full or forbidden: the level then lasts for this visit.
  }
}

function isSound(value: unknown): value is Sound {
  if (typeof value !== 'object' || value === null) return false;
  const { volume, muted } = value as Partial<Record<keyof Sound, unknown>>;
  return typeof volume === 'number' && volume > 0 && volume <= 1 && typeof muted === 'boolean';
}
