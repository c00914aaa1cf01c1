/** What a person may be told by: a ground for avatars, names and banners. `tokens.css` has each and its ink. */
export const COLORS = ['blue', 'green', 'lavender', 'purple', 'salmon', 'turquoise', 'yellow'] as const;
export type Color = (typeof COLORS)[number];

/** The colour of this name; where there is none, one made from `seed`, always the same. */
export function colorOf(name: string | null | undefined, seed: string): Color {
  const known = COLORS.find((color) => color === name);
  if (known) return known;
  const sum = [...seed].reduce((hash, character) => (hash * 31 + (character.codePointAt(0) ?? 0)) % 997, 7);
  return COLORS[sum % COLORS.length] ?? 'blue';
}
