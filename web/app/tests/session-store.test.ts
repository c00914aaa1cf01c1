import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Account } from '../../packages/api-client/src';
import { language } from '../src/shared/language/language';
import { people } from '../src/shared/net/api';
import { session } from '../src/shared/session/session.svelte';

const ada: Account = {
  name: 'Ada_L', mail: 'ada@example.org', role: 'streamer', color: 'blue', avatar: 'bear', avatar_url: '/avatars/bear.svg', language: 'de',
  channel: 'ada_l', has_password: true, created_at: '2026-01-01T10:00:00Z',
};

beforeEach(() => localStorage.clear());
afterEach(async () => {
  session.forget();
  await language.choose('en');
});

describe('the session', () => {
  it('is asked for once, and again after a failure', async () => {
    const read = vi.spyOn(people, 'readSession').mockRejectedValueOnce(new Error('away'));
    read.mockResolvedValue({ account: ada, sign_up: 'closed', openid: null });
    await expect(session.known()).rejects.toThrow('away');
    await session.known();
    await session.known();
    expect(read).toHaveBeenCalledTimes(2);
    expect([session.account, session.signUp, session.looksSignedIn]).toEqual([ada, 'closed', true]);
  });

  it('speaks the language of the account where nobody chose another', async () => {
    vi.spyOn(people, 'signIn').mockResolvedValue({ account: ada, sign_up: 'open' });
    await session.signIn('ada', 'secret');
    expect(language.current).toBe('de');
    await language.choose('en');
    await session.signIn('ada', 'secret');
    expect(language.current).toBe('en');
  });

  it('is not there yet where a second factor is asked for', async () => {
    const asked = { second_factor: ['totp' as const], challenge: 'kc_1', passkey: null };
    vi.spyOn(people, 'signIn').mockResolvedValue(asked);
    expect(await session.signIn('ada', 'secret')).toEqual(asked);
    expect(session.account).toBeNull();
    await session.admit({ account: ada, sign_up: 'open' });
    expect(session.account).toBe(ada);
  });

  it('ends when the server has ended it, not before', async () => {
    session.show(ada);
    const end = vi.spyOn(people, 'signOut').mockRejectedValueOnce(new Error('away'));
    await expect(session.signOut()).rejects.toThrow('away');
    expect(session.account).toBe(ada);
    end.mockResolvedValue(undefined);
    await session.signOut();
    expect(session.account).toBeNull();
    expect(localStorage.getItem('klieg.signed-in')).toBeNull();
  });
});
