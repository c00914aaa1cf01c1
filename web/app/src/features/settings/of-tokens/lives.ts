export const LIVES = ['month', 'quarter', 'year', 'ever'] as const;
export type Life = (typeof LIVES)[number];

const DAY_MS = 86_400_000;
const DAYS: Readonly<Record<Life, number | null>> = { month: 30, quarter: 90, year: 365, ever: null };

/** When a token of that life ends, RFC 3339; null: not by itself. */
export function endOf(life: Life, now_ms: number): string | null {
  const days = DAYS[life];
  return days === null ? null : new Date(now_ms + days * DAY_MS).toISOString();
}
