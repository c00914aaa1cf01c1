import { describe, expect, it } from 'vitest';
import { type Asking, ModerationApi, TokensApi } from '../src';

/** A client that writes down what is asked. */
function recorder(answer: unknown = undefined) {
  const asked: [path: string, asking: Asking | undefined][] = [];
  const client = {
    ask: <Answer>(path: string, asking?: Asking): Promise<Answer> => {
      asked.push([path, asking]);
      return Promise.resolve(answer as Answer);
    },
  };
  return { asked, client };
}

describe('moderation', () => {
  it('names channel and account in the path, whatever is in them', async () => {
    const { asked, client } = recorder();
    const api = new ModerationApi(client);
    await api.ban('ada_l', 'a/b', 'Spam');
    await api.unban('ada_l', 'bob');
    await api.appoint('ada_l', 'mia');
    await api.dismiss('ada_l', 'mia');
    await api.resign('ada_l');
    expect(asked).toEqual([
      ['/channels/ada_l/bans/a%2Fb', { method: 'PUT', json: { reason: 'Spam' } }],
      ['/channels/ada_l/bans/bob', { method: 'DELETE' }],
      ['/channels/ada_l/moderators/mia', { method: 'PUT' }],
      ['/channels/ada_l/moderators/mia', { method: 'DELETE' }],
      ['/moderating/ada_l', { method: 'DELETE' }],
    ]);
  });

  it('lists channels, with or without somebody to ask about, and bans a page at a time', async () => {
    const { asked, client } = recorder({ channels: [], bans: [], next_after: null, moderators: [] });
    const api = new ModerationApi(client);
    expect(await api.listModerated()).toEqual([]);
    expect(await api.listModerated('Bob & co')).toEqual([]);
    expect(await api.listModerators('ada_l')).toEqual([]);
    await api.listBans('ada_l', 'bob');
    expect(asked.map(([path]) => path)).toEqual([
      '/moderating', '/moderating?about=Bob+%26+co', '/channels/ada_l/moderators', '/channels/ada_l/bans?after=bob',
    ]);
  });
});

describe('personal tokens', () => {
  it('are listed, made and revoked', async () => {
    const { asked, client } = recorder({ tokens: [] });
    const api = new TokensApi(client);
    const wanted = { label: 'bot', scopes: ['read'], expires_at: null } as const;
    expect(await api.list()).toEqual([]);
    await api.mint({ ...wanted, scopes: [...wanted.scopes] });
    await api.revoke('pt_1');
    expect(asked).toEqual([
      ['/account/tokens', undefined],
      ['/account/tokens', { method: 'POST', json: wanted }],
      ['/account/tokens/pt_1', { method: 'DELETE' }],
    ]);
  });
});
