import { toasts } from '@klieg/ui/toasts';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { BanList } from '../src/features/settings/of-moderation/bans.svelte';
import { endOf } from '../src/features/settings/of-tokens/lives';
import { formWords, formWordsReady } from '../src/shared/forms/words';
import { setBanned } from '../src/shared/moderation/banning';
import { words, wordsReady } from '../src/shared/moderation/words';

interface Answer {
  readonly status?: number;
  readonly body?: unknown;
}

/** A server that gives these answers, one after the other; what it was asked. */
function serve(...answers: readonly Answer[]): string[] {
  const asked: string[] = [];
  const left = [...answers];
  vi.stubGlobal('fetch', (url: string, { method = 'GET' }: RequestInit) => {
    asked.push(`${method} ${url}`);
    const { status = 204, body } = left.shift() ?? {};
    return Promise.resolve(new Response(body === undefined ? null : JSON.stringify(body), { status }));
  });
  return asked;
}

const BAN_PATH = '/api/v1/channels/ada_l/bans/bob';

beforeAll(() => Promise.all([wordsReady(), formWordsReady()]));
afterEach(() => {
  toasts.dismiss();
  vi.unstubAllGlobals();
});

describe('a ban', () => {
  const start = (banned: boolean) => {
    const held: boolean[] = [];
    const banning = { channel: 'ada_l', place: 'Ada_L', person: 'bob', reason: 'Spam', onchange: (now: boolean) => void held.push(now) };
    return { held, done: setBanned(banning, banned) };
  };

  it.each([[true, 'PUT', 'DELETE'], [false, 'DELETE', 'PUT']] as const)('%s is told and can be taken back, once', async (banned, does, undoes) => {
    const asked = serve({}, {});
    const { held, done } = start(banned);
    expect(await done).toBe(true);
    const said = [words.banned('bob', 'Ada_L'), words.unbanned('bob', 'Ada_L')];
    expect(toasts.current).toMatchObject({ text: said[banned ? 0 : 1], tone: 'good' });
    toasts.take();
    await vi.waitFor(() => expect(toasts.current).toMatchObject({ text: said[banned ? 1 : 0], offer: null }));
    expect(asked).toEqual([`${does} ${BAN_PATH}`, `${undoes} ${BAN_PATH}`]);
    expect(held).toEqual([banned, !banned]);
  });

  it('that is refused changes nothing and says why', async () => {
    serve({ status: 403, body: { code: 'moderator_ban', detail: 'x' } });
    const { held, done } = start(true);
    expect([await done, held]).toEqual([false, []]);
    expect(toasts.current).toMatchObject({ text: formWords.codes.moderator_ban, tone: 'bad', offer: null });
  });
});

describe('the banned', () => {
  const page = (next_after: string | null, ...names: string[]): Answer => ({ status: 200, body: { bans: names.map((name) => ({ name })), next_after } });
  const settled = (list: BanList) => vi.waitFor(() => expect(list.busy).toBe(false));

  it('come a page at a time, and a failure keeps what is there', async () => {
    const asked = serve(page('bob', 'amy', 'bob'), { status: 503, body: {} }, page(null, 'zoe'));
    const list = new BanList('ada_l');
    await settled(list);
    expect(list.hasMore).toBe(true);
    await list.readMore();
    expect([list.failed, list.bans?.length]).toEqual([true, 2]);
    await list.readMore();
    expect([list.failed, list.hasMore, list.bans?.map(({ name }) => name)]).toEqual([false, false, ['amy', 'bob', 'zoe']]);
    expect(asked.map((one) => one.split('?')[1])).toEqual(['after=', 'after=bob', 'after=bob']);
  });
});

describe('the end of a token', () => {
  it.each([['month', '2031-01-31T00:00:00.000Z'], ['year', '2032-01-01T00:00:00.000Z'], ['ever', null]] as const)('%s', (life, end) => {
    expect(endOf(life, Date.parse('2031-01-01T00:00:00Z'))).toBe(end);
  });
});
