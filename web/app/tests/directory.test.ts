import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Channel, ServerMessage } from '../../packages/api-client/src';
import { LiveDirectory } from '../src/features/directory/directory.svelte';
import { isIn, listCategories } from '../src/features/directory/categories';

const PUSHED = 1000;
const socket = vi.hoisted(() => ({ tell: (message: unknown): void => void message }));
vi.mock('../src/shared/net/realtime.svelte', () => ({
  realtime: {
    onMessage: (listener: (message: unknown) => void) => {
      socket.tell = listener;
      return () => undefined;
    },
    subscribe: () => () => undefined,
  },
}));
afterEach(() => vi.unstubAllGlobals());

const channel = (name: string) => ({ name, is_live: true, viewer_count: 0, started_at: null, category: null }) as unknown as Channel;
const tell = (message: ServerMessage) => socket.tell(message);

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

describe('the live directory', () => {
  const pushed = Array.from({ length: PUSHED }, (_, index) => channel(`c${index}`));

  it('has all when the socket told of fewer than it tells at once', () => {
    const directory = new LiveDirectory();
    tell({ type: 'directory', channels: pushed.slice(1) });
    expect(directory.hasUntold(null)).toBe(false);
    directory.stop();
  });

  it('asks page by page until there is one the socket did not tell of, and forgets that when the socket begins anew', async () => {
    const asked: string[] = [];
    const pages = [
      { channels: pushed.slice(0, 2), next_after: '2-a' },
      { channels: [channel('c1'), channel('z1')], next_after: '1-b' },
      { channels: [channel('z2')], next_after: null },
    ];
    vi.stubGlobal('fetch', (url: string) => {
      asked.push(url);
      return Promise.resolve(new Response(JSON.stringify(pages[asked.length - 1])));
    });
    const directory = new LiveDirectory();
    tell({ type: 'directory', channels: pushed });
    expect(directory.hasUntold(null)).toBe(true);
    await directory.readUntold(null);
    expect(asked).toEqual(['/api/v1/directory/live?after=&limit=100', '/api/v1/directory/live?after=2-a&limit=100']);
    expect([directory.live?.length, directory.busy, directory.hasUntold(null)]).toEqual([PUSHED + 1, false, true]);
    await directory.readUntold(null);
    expect([directory.live?.length, directory.hasUntold(null), directory.hasUntold('Music')]).toEqual([PUSHED + 2, false, true]);
    tell({ type: 'channel_removed', name: 'z1' });
    expect(directory.live?.length).toBe(PUSHED + 1);
    tell({ type: 'directory', channels: pushed });
    expect(directory.hasUntold(null)).toBe(true);
    directory.stop();
  });
});
