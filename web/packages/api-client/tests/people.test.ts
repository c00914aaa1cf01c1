import { describe, expect, it, vi } from 'vitest';
import type { Asking } from '../src';
import { FollowsApi, OwnChannelApi, PeopleApi } from '../src';

function record(answer: unknown) {
  const asked = vi.fn<(path: string, asking?: Asking) => void>();
  const ask = <Answer>(path: string, asking?: Asking): Promise<Answer> => {
    asked(path, asking);
    return Promise.resolve(answer as Answer);
  };
  return { asked, client: { ask } };
}

describe('what is asked', () => {
  it.each([
    ['signing in', (people: PeopleApi) => people.signIn('ada', 'secret'), '/login', { method: 'POST', json: { login: 'ada', password: 'secret' } }],
    ['signing out', (people: PeopleApi) => people.signOut(), '/logout', { method: 'POST' }],
    ['verifying', (people: PeopleApi) => people.verify('ada', '123456'), '/accounts/verification', { method: 'POST', json: { name: 'ada', code: '123456' } }],
    ['a new password', (people: PeopleApi) => people.confirmReset('ada', 'c', 'p'), '/password-reset/confirm', { method: 'POST', json: { name: 'ada', code: 'c', password: 'p' } }],
    ['a change of look', (people: PeopleApi) => people.revise({ color: 'blue' }), '/account', { method: 'PATCH', json: { color: 'blue' } }],
    ['deleting', (people: PeopleApi) => people.deleteAccount('p'), '/account', { method: 'DELETE', json: { password: 'p' } }],
    ['ending a session', (people: PeopleApi) => people.closeSession('ls/1'), '/account/sessions/ls%2F1', { method: 'DELETE' }],
  ] as const)('by %s', async (_what, call, path, asking) => {
    const { asked, client } = record({});
    await call(new PeopleApi(client));
    expect(asked).toHaveBeenCalledWith(path, asking);
  });

  it('of a channel is asked by its escaped name', async () => {
    const { asked, client } = record({});
    await new OwnChannelApi(client).resetStreamKey('a b');
    await new FollowsApi(client).follow('a b');
    await new FollowsApi(client).list(50);
    expect(asked.mock.calls.map(([path, asking]) => [path, asking?.method])).toEqual([
      ['/channels/a%20b/stream-key', 'POST'], ['/channels/a%20b/follow', 'PUT'], ['/following?offset=50', undefined],
    ]);
  });

  it('a list is a list', async () => {
    expect(await new PeopleApi(record({ sessions: [1] }).client).listSessions()).toEqual([1]);
  });
});
