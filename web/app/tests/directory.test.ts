import { describe, expect, it } from 'vitest';
import { isIn, listCategories } from '../src/features/directory/categories';

const live = (...categories: (string | null)[]) => categories.map((category) => ({ category }));

describe('categories of what is live', () => {
  it.each([
    [live(), []],
    [live(null, 'Music', 'Games', 'music'), ['Music', 'Games']],
    [live('b', 'a'), ['a', 'b']],
  ])('%j', (channels, categories) => {
    expect(listCategories(channels)).toEqual(categories);
  });

  it.each([[null, null, true], [null, 'Music', true], ['MUSIC', 'Music', true], ['Games', 'Music', false], ['Games', null, false]])(
    'chosen %s, a channel of %s is shown: %s',
    (chosen, category, shown) => {
      expect(isIn(chosen, { category })).toBe(shown);
    },
  );
});
