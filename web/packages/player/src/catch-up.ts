/** How playback keeps its distance to the live edge: small changes of rate, and a jump when that would take too long. */

const FASTEST = 1.1;
const SLOWEST = 0.95;
const FULL_SPEED_AT_S = 1;
const DEAD_ZONE_S = 0.06;
/** With less than this ahead, playing faster would run dry. */
const SAFE_BUFFER_S = 0.35;
const SCARCE_BUFFER_S = 0.12;
const JUMP_BEHIND_S = 6;
/** While playback settles, what is more than this late is jumped over if it has been fetched already. */
const SETTLING_JUMP_S = 0.7;

export interface Distance {
  /** From the live edge to the picture. */
  readonly latency_s: number;
  readonly target_s: number;
  /** Media ahead of the picture. */
  readonly buffer_s: number;
  /** Playback has just begun, and a jump is less of a nuisance than long catching up. */
  readonly settling?: boolean;
}

export type Steering = { readonly jump: true } | { readonly jump: false; readonly rate: number };

/** Decides for playback that follows the live edge; whoever went back in the window is left alone. */
export function steer({ latency_s, target_s, buffer_s, settling }: Distance): Steering {
  const excess_s = latency_s - target_s;
  if (excess_s > JUMP_BEHIND_S) return { jump: true };
  if (settling && excess_s > SETTLING_JUMP_S && buffer_s > excess_s + SAFE_BUFFER_S) return { jump: true };
  if (excess_s > DEAD_ZONE_S && buffer_s > SAFE_BUFFER_S) {
    const effort = Math.min(1, excess_s / FULL_SPEED_AT_S);
    return { jump: false, rate: round(1 + Math.max(0.02, (FASTEST - 1) * effort)) };
  }
  if (buffer_s < SCARCE_BUFFER_S && excess_s < DEAD_ZONE_S) return { jump: false, rate: SLOWEST };
  return { jump: false, rate: 1 };
}

function round(rate: number): number {
  return Math.round(rate * 50) / 50;
}

const STALL_COST_S = 0.25;
const MARGIN_MAX_S = 2;
const RELAX_PER_S = 0.01;

/** Room kept beyond the hold-back that the playlist asks for: grows with each stall, shrinks while all goes well. */
export class Margin {
  #value_s = 0;
  #at_s = 0;

  noteStall(now_s: number): void {
    this.#value_s = Math.min(MARGIN_MAX_S, this.read(now_s) + STALL_COST_S);
    this.#at_s = now_s;
  }

  read(now_s: number): number {
    return Math.max(0, this.#value_s - Math.max(0, now_s - this.#at_s) * RELAX_PER_S);
  }
}
