import type { Page } from '@klieg/api-client';
import { toasts } from '@klieg/ui/toasts';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { describeDetails, nameDeed } from '../src/features/admin/deed-names';
import { type FetchPage, PagedList } from '../src/features/admin/of-lists/paged-list.svelte';
import { Question } from '../src/features/admin/of-lists/question.svelte';
import { wordsReady } from '../src/features/admin/words';
import { formWordsReady } from '../src/shared/forms/words';
import { isAt, placesFor } from '../src/shared/shell/places';

beforeAll(async () => {
  await Promise.all([wordsReady(), formWordsReady()]);
});

const PAGES: Readonly<Record<string, Page<string>>> = {
  '': { items: ['a', 'b'], next: 'b' },
  b: { items: ['c'], next: null },
};
const fetchPage: FetchPage<string> = (position) => Promise.resolve(PAGES[position ?? ''] ?? { items: [], next: null });

describe('a list that is loaded page by page', () => {
  it('goes on where it ended, and not beyond', async () => {
    const list = new PagedList(fetchPage);
    expect(list.items).toBeNull();
    await list.begin();
    expect([list.items, list.hasMore]).toEqual([['a', 'b'], true]);
    await list.readMore();
    await list.readMore();
    expect([list.items, list.hasMore, list.busy]).toEqual([['a', 'b', 'c'], false, false]);
  });

  it('shows what was asked for last, whichever answer comes last', async () => {
    let answer: (page: Page<string>) => void = () => undefined;
    const list = new PagedList<string>(() => new Promise((resolve) => (answer = resolve)));
    const slow = list.begin();
    await list.begin(() => Promise.resolve({ items: ['new'], next: null }));
    answer({ items: ['old'], next: 'old' });
    await slow;
    expect([list.items, list.hasMore, list.busy]).toEqual([['new'], false, false]);
  });

  it('keeps what it has when more of it fails, and asks for the same again', async () => {
    const failing = vi.fn(fetchPage).mockImplementationOnce(fetchPage).mockRejectedValueOnce(new Error('away'));
    const list = new PagedList(failing);
    await list.begin();
    await list.readMore();
    expect([list.items, list.failed]).toEqual([['a', 'b'], true]);
    await list.retry();
    expect([list.items, list.failed]).toEqual([['a', 'b', 'c'], false]);
    expect(failing.mock.calls.map(([position]) => position)).toEqual([null, 'b', 'b']);
  });

  it('puts one in the place of another, or none', async () => {
    const list = new PagedList(fetchPage);
    await list.begin();
    list.put((item) => item === 'a', 'A');
    list.put((item) => item === 'b', null);
    expect(list.items).toEqual(['A']);
  });
});

describe('what is asked about once more', () => {
  it.each([
    ['done', () => Promise.resolve(), 'good'],
    ['refused', () => Promise.reject(new Error('no')), 'bad'],
  ] as const)('is %s, said in one toast, and asked about no longer', async (_how, work, tone) => {
    const question = new Question();
    question.ask({ title: 'Sure?', text: 'It ends.', yes: 'End it', work, done: 'Ended' });
    expect(question.open).toBe(true);
    await question.answer();
    expect([question.open, question.busy, toasts.current?.tone]).toEqual([false, false, tone]);
  });
});

describe('the audit log', () => {
  it('names deeds, also those it does not know', () => {
    expect(nameDeed('account_suspended')).toBe('Account suspended');
    expect(nameDeed('moon_landed')).toBe('moon landed');
  });

  it('tells what is known beside the deed, but no ids', () => {
    expect(describeDetails({ details: { role: 'admin', fields: 'mature, title', invitation: 'in_1' } })).toBe('Admin, mature, title');
  });
});

describe('the navigation', () => {
  it.each([
    [false, false, ['/', '/go-live']],
    [true, false, ['/', '/following', '/go-live']],
    [true, true, ['/', '/following', '/go-live', '/admin']],
  ])('signed in: %s, admin: %s', (signedIn, isAdmin, places) => {
    expect(placesFor(signedIn, isAdmin).map(({ href }) => href)).toEqual(places);
  });

  it.each([
    ['/admin', '/admin', true], ['/admin/audit', '/admin', true], ['/administrator', '/admin', false], ['/admin', '/', false],
  ])('%s is at %s: %s', (pathname, href, there) => {
    expect(isAt(pathname, href)).toBe(there);
  });
});
