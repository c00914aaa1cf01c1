import { describe, expect, it } from 'vitest';
import {
  formatAgo, formatBitrate, formatBytes, formatClock, formatCount, formatElapsed, formatSeconds, secondsSince,
  spellDuration,
} from '../src/shared/format';
import { language } from '../src/shared/language/language';

describe('figures for people', () => {
  it.each([[0, '0'], [999, '999'], [1284, '1.3K'], [34_000, '34K'], [2_000_000, '2M']])('count %d', (count, text) => {
    expect(formatCount(count)).toBe(text);
  });

  it.each([
    [0, null], [59.9, null], [Number.NaN, null], [60, '1 min'], [3599, '59 min'], [3600, '1 hr'],
    [11_100, '3 hr 5 min'], [86_400, '1 day'], [190_800, '2 days 5 hr'],
  ])('elapsed %d s', (elapsed_s, text) => {
    expect(formatElapsed(elapsed_s)).toBe(text);
  });

  it.each([[-3, '0:00'], [7.4, '0:07'], [59.6, '1:00'], [750, '12:30'], [3723, '1:02:03']])('clock %d s', (s, text) => {
    expect(formatClock(s)).toBe(text);
  });

  it.each([[0, '0 seconds'], [1, '1 second'], [60, '1 minute'], [72, '1 minute 12 seconds'], [121, '2 minutes 1 second']])(
    'spelt %d s',
    (duration_s, text) => {
      expect(spellDuration(duration_s)).toBe(text);
    },
  );

  it('bitrates, seconds and sizes', () => {
    expect(formatBitrate(2_612_345)).toBe('2.61 Mb/s');
    expect(formatBitrate(96_400)).toBe('96 kb/s');
    expect(formatSeconds(0.8449)).toBe('0.84 s');
    expect(formatBytes(1_500_000)).toBe('1.5 MB');
  });

  it('the time since an instant', () => {
    const now_ms = Date.parse('2026-01-01T10:01:30Z');
    expect(secondsSince('2026-01-01T10:00:00Z', now_ms)).toBe(90);
    expect(secondsSince('2026-01-01T11:00:00Z', now_ms)).toBe(0);
    expect(secondsSince(null, now_ms)).toBeNull();
    expect(secondsSince('yesterday', now_ms)).toBeNull();
  });

  it.each([
    ['2026-01-03T11:59:40Z', 'now'], ['2026-01-03T11:55:00Z', '5 minutes ago'], ['2026-01-03T09:00:00Z', '3 hours ago'],
    ['2026-01-02T11:00:00Z', 'yesterday'], ['2024-12-03T12:00:00Z', 'last year'],
  ])('ago: %s is %s', (instant, text) => {
    expect(formatAgo(instant, Date.parse('2026-01-03T12:00:00Z'))).toBe(text);
  });

  it('in another language', async () => {
    await language.choose('de');
    expect(formatSeconds(0.8449)).toBe('0,84 s');
    expect(formatElapsed(11_100)).toBe('3 Std. 5 Min.');
    expect(formatAgo('2026-01-03T11:55:00Z', Date.parse('2026-01-03T12:00:00Z'))).toBe('vor 5 Minuten');
    await language.choose('en');
  });
});
