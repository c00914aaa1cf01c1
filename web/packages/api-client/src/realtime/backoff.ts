const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 15_000;

/** Delay before the next try. `random` in [0, 1) spreads a crowd that lost the same server. */
export function reconnectDelay_ms(attempt: number, random: number): number {
  const ceiling_ms = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(attempt, 10));
  return Math.round(ceiling_ms * (0.4 + 0.6 * random));
}
