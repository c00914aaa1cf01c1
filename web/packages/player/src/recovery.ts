/** When to try a lost source again. */

const FIRST_DELAY_MS = 400;
const LONGEST_DELAY_MS = 4000;
/** After this long without a success the person is asked. */
export const GIVE_UP_AFTER_MS = 45_000;

/** Delay before an attempt, or null to give up. `random` is in [0, 1) and spreads a crowd. */
export function delayBeforeAttempt(attempt: number, elapsed_ms: number, random: number): number | null {
  if (elapsed_ms >= GIVE_UP_AFTER_MS) return null;
  const full_ms = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(attempt, 10));
  return Math.round(full_ms * (0.5 + random / 2));
}
