/** What a person chose, kept between visits: the level of sound, and how close to live. */
import { LATENCY_MODES, type LatencyMode } from './source';

const KEY = 'klieg.sound';
const LATENCY_KEY = 'klieg.latency';

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

/** What the person chose for every broadcast; null leaves it to whoever broadcasts. */
export function readLatency(shelf: Shelf | null): LatencyMode | null {
  try {
    return LATENCY_MODES.find((mode) => mode === shelf?.getItem(LATENCY_KEY)) ?? null;
  } catch {
    return null;
  }
}

export function keepLatency(shelf: Shelf | null, mode: LatencyMode): void {
  try {
    shelf?.setItem(LATENCY_KEY, mode);
  } catch {
    // As with the sound.
  }
}

function isSound(value: unknown): value is Sound {
  if (typeof value !== 'object' || value === null) return false;
  const { volume, muted } = value as Partial<Record<keyof Sound, unknown>>;
  return typeof volume === 'number' && volume > 0 && volume <= 1 && typeof muted === 'boolean';
}
