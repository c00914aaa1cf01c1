/** How figures are written for people. */

const LOCALE = 'en';
const MINUTE_S = 60;
const HOUR_S = 3600;
const DAY_S = 86_400;

const compact = new Intl.NumberFormat(LOCALE, { notation: 'compact', maximumFractionDigits: 1 });

/** 7, 1.2K, 34K. */
export function formatCount(count: number): string {
  return compact.format(count);
}

/** Time on the air, roughly: "12 min", "3 h 5 min", "2 d 4 h"; null for less than a minute. */
export function formatElapsed(elapsed_s: number): string | null {
  if (!(elapsed_s >= MINUTE_S)) return null;
  if (elapsed_s < HOUR_S) return `${Math.floor(elapsed_s / MINUTE_S)} min`;
  if (elapsed_s < DAY_S) return pair(elapsed_s, [HOUR_S, 'h'], [MINUTE_S, 'min']);
  return pair(elapsed_s, [DAY_S, 'd'], [HOUR_S, 'h']);
}

function pair(elapsed_s: number, [big_s, big]: [number, string], [small_s, small]: [number, string]): string {
  const rest = Math.floor((elapsed_s % big_s) / small_s);
  const whole = `${Math.floor(elapsed_s / big_s)} ${big}`;
  return rest === 0 ? whole : `${whole} ${rest} ${small}`;
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

/** 5 seconds, 1 minute 12 seconds: for a screen reader. */
export function spellDuration(duration_s: number): string {
  const whole_s = Math.max(0, Math.round(duration_s));
  const [minutes, seconds] = [Math.floor(whole_s / MINUTE_S), whole_s % MINUTE_S];
  const parts = [
    minutes > 0 && `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`,
    (seconds > 0 || minutes === 0) && `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`,
  ];
  return parts.filter(Boolean).join(' ');
}

/** 2.61 Mb/s, 640 kb/s. */
export function formatBitrate(bitrate_bps: number): string {
  return bitrate_bps >= 1e6 ? `${(bitrate_bps / 1e6).toFixed(2)} Mb/s` : `${Math.round(bitrate_bps / 1e3)} kb/s`;
}

/** 0.84 s. */
export function formatSeconds(duration_s: number): string {
  return `${duration_s.toFixed(2)} s`;
}

/** Seconds between an RFC 3339 instant and now; null when there is none. */
export function secondsSince(instant: string | null, now_ms: number): number | null {
  const then_ms = instant === null ? Number.NaN : Date.parse(instant);
  return Number.isNaN(then_ms) ? null : Math.max(0, (now_ms - then_ms) / 1000);
}
