import { INITIAL_SNAPSHOT, type PlayerSnapshot } from './snapshot';

export type Listener = (snapshot: PlayerSnapshot) => void;

/** Holds the snapshot. It never guesses: only what the mediator and the engine observed is written here. */
export class PlayerStore {
  #snapshot = INITIAL_SNAPSHOT;
  readonly #listeners = new Set<Listener>();

  get snapshot(): PlayerSnapshot {
    return this.#snapshot;
  }

  /** Tells the listener now and after every change, until the returned function is called. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    listener(this.#snapshot);
    return () => this.#listeners.delete(listener);
  }

  /** Writes observations; listeners hear of it only when something differs. */
  observe(seen: Partial<PlayerSnapshot>): void {
    const keys = Object.keys(seen) as (keyof PlayerSnapshot)[];
    if (keys.every((key) => isSame(this.#snapshot[key], seen[key]))) return;
    this.#snapshot = { ...this.#snapshot, ...seen };
    for (const listener of [...this.#listeners]) listener(this.#snapshot);
  }
}

function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  const [left, right] = [Object.entries(one), new Map(Object.entries(other))];
  return left.length === right.size && left.every(([key, value]) => isSame(value, right.get(key)));
}
