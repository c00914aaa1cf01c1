/** How figures and dates are written for people, in their language. */
import { language } from '$shared/language/language';

const MINUTE_S = 60;
const HOUR_S = 3600;
const DAY_S = 86_400;
const MONTH_S = 30 * DAY_S;
const YEAR_S = 365 * DAY_S;

/** Formatters are costly to make: each is made once. */
const made = new Map<string, Intl.NumberFormat>();

function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = language.locale + JSON.stringify(options);
  const found = made.get(key) ?? new Intl.NumberFormat(language.locale, options);
  made.set(key, found);
  return found;
}

/** 7, 1.2K, 34K. */
export function formatCount(count: number): string {
  return numberFormat({ notation: 'compact', maximumFractionDigits: 1 }).format(count);
}

type Unit = readonly [length_s: number, name: 'day' | 'hour' | 'minute' | 'second'];
const DAY: Unit = [DAY_S, 'day'];
const HOUR: Unit = [HOUR_S, 'hour'];
const MINUTE: Unit = [MINUTE_S, 'minute'];
const SECOND: Unit = [1, 'second'];

/** Time on the air, roughly: "12 min", "3 hr 5 min", "2 days 4 hr"; null for less than a minute. */
export function formatElapsed(elapsed_s: number): string | null {
  if (!(elapsed_s >= MINUTE_S)) return null;
  if (elapsed_s < HOUR_S) return spell(elapsed_s, [MINUTE], 'short');
  return spell(elapsed_s, elapsed_s < DAY_S ? [HOUR, MINUTE] : [DAY, HOUR], 'short');
}

/** 5 seconds, 1 minute 12 seconds: for a screen reader. */
export function spellDuration(duration_s: number): string {
  return spell(Math.max(0, Math.round(duration_s)), [MINUTE, SECOND], 'long');
}

/** The whole units of a duration, without those that are zero. */
function spell(duration_s: number, units: readonly Unit[], unitDisplay: 'short' | 'long'): string {
  let rest_s = duration_s;
  const parts: string[] = [];
  for (const [index, [length_s, unit]] of units.entries()) {
    const count = Math.floor(rest_s / length_s);
    rest_s -= count * length_s;
    const needed = index === units.length - 1 && parts.length === 0;
    if (count > 0 || needed) parts.push(numberFormat({ style: 'unit', unit, unitDisplay }).format(count));
  }
  return parts.join(' ');
}

/** A clock's reading: 0:07, 12:30, 1:02:03. */
export function formatClock(duration_s: number): string {
  const whole_s = Math.max(0, Math.round(duration_s));
  const [hours, minutes, seconds] = [
    Math.floor(whole_s / HOUR_S),
    Math.floor((whole_s % HOUR_S) / MINUTE_S),
    whole_s % MINUTE_S,
  ];
  const tail = `${minutes}:${String(seconds).padStart(2, '0')}`;
  return hours === 0 ? tail : `${hours}:${tail.padStart(5, '0')}`;
}

/** 2.61 Mb/s, 640 kb/s. */
export function formatBitrate(bitrate_bps: number): string {
  return bitrate_bps >= 1e6
    ? `${fixed(bitrate_bps / 1e6, 2)} Mb/s`
    : `${fixed(bitrate_bps / 1e3, 0)} kb/s`;
}

/** 0.84 s. */
export function formatSeconds(duration_s: number): string {
  return `${fixed(duration_s, 2)} s`;
}

/** 1 MB, 2.5 MB. */
export function formatBytes(size_bytes: number): string {
  return numberFormat({ style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 }).format(size_bytes / 1e6);
}

function fixed(value: number, digits: number): string {
  return numberFormat({ minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: false }).format(value);
}

/** Seconds between an RFC 3339 instant and now; null when there is none. */
export function secondsSince(instant: string | null, now_ms: number): number | null {
  const then_ms = instant === null ? Number.NaN : Date.parse(instant);
  return Number.isNaN(then_ms) ? null : Math.max(0, (now_ms - then_ms) / 1000);
}

/** 21 November 2026. */
export function formatDate(instant: string): string {
  return new Intl.DateTimeFormat(language.locale, { dateStyle: 'long' }).format(new Date(instant));
}

/** 21 Nov 2026, 14:05. */
export function formatMoment(instant: string): string {
  return new Intl.DateTimeFormat(language.locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant));
}

/** Just now, 5 minutes ago, yesterday. */
export function formatAgo(instant: string, now_ms: number): string {
  const ago_s = secondsSince(instant, now_ms) ?? 0;
  const units = [[YEAR_S, 'year'], [MONTH_S, 'month'], DAY, HOUR, MINUTE] as const;
  const [length_s, unit] = units.find(([length]) => ago_s >= length) ?? SECOND;
  const count = unit === 'second' ? 0 : Math.floor(ago_s / length_s);
  return new Intl.RelativeTimeFormat(language.locale, { numeric: 'auto' }).format(-count, unit);
}
