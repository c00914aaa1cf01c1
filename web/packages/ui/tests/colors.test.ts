import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { colorOf, COLORS } from '../src/people/colors';

const css = readFileSync('packages/ui/src/styles/tokens.css', 'utf8');
const [dark = '', light = ''] = css.split(":root[data-theme='light']");

/** The value of a token, as it holds in a theme. */
function token(name: string, theme: 'dark' | 'light'): string {
  const own = new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(theme === 'light' ? light : '');
  const value = (own ?? new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(dark))?.[1];
  if (value === undefined) throw new Error(`There is no colour --${name}.`);
  return value;
}

/** WCAG 2.2, relative luminance and contrast ratio. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

describe.each(['dark', 'light'] as const)('in the %s theme', (theme) => {
  const inks = ['ink', 'ink-soft', 'accent', 'danger', 'good'];
  const pairs = ['ground', 'surface', 'surface-high'].flatMap((ground) => inks.map((ink) => [ink, ground] as const));

  it.each([...pairs, ['arc-ink', 'arc'], ['on-air-ink', 'on-air']] as const)('%s can be read on %s', (ink, ground) => {
    expect(contrast(token(ink, theme), token(ground, theme))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['ground', 'surface'])('the border of a field is seen on %s', (ground) => {
    expect(contrast(token('line-strong', theme), token(ground, theme))).toBeGreaterThanOrEqual(3);
  });
});

describe("people's own colours", () => {
  it.each(COLORS)('ink on %s can be read', (color) => {
    expect(contrast(token(`color-${color}-ink`, 'dark'), token(`color-${color}`, 'dark'))).toBeGreaterThanOrEqual(4.5);
  });

  it('are as chosen, else made from the name and always the same', () => {
    expect(colorOf('salmon', 'ada')).toBe('salmon');
    expect(colorOf('mauve', 'ada')).toBe(colorOf(null, 'ada'));
    expect(new Set(['ada', 'grace', 'edsger', 'barbara', 'alan'].map((name) => colorOf(null, name))).size).toBeGreaterThan(2);
  });
});
