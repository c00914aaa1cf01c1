import { describe, expect, it, vi } from 'vitest';
import type { Asking } from '../src';
import { FactorsApi } from '../src';

function record(answer: unknown) {
  const asked = vi.fn<(path: string, asking?: Asking) => void>();
  const ask = <Answer>(path: string, asking?: Asking): Promise<Answer> => {
    asked(path, asking);
    return Promise.resolve(answer as Answer);
  };
  return { asked, client: { ask } };
}

describe('what is shown besides a password', () => {
  it.each([
    ['a code', (factors: FactorsApi) => factors.present('kc_1', { factor: 'totp', code: '123456' }), '/login/second-factor', { method: 'POST', json: { challenge: 'kc_1', factor: 'totp', code: '123456' } }],
    ['a passkey', (factors: FactorsApi) => factors.present('kc_1', { factor: 'passkey', passkey: { id: 'a' } }), '/login/second-factor', { method: 'POST', json: { challenge: 'kc_1', factor: 'passkey', passkey: { id: 'a' } } }],
    ['a passkey alone', (factors: FactorsApi) => factors.signInByPasskey('kc_1', { id: 'a' }), '/login/passkey', { method: 'POST', json: { challenge: 'kc_1', passkey: { id: 'a' } } }],
    ['a new app', (factors: FactorsApi) => factors.beginTotp('secret'), '/account/factors/totp', { method: 'POST', json: { password: 'secret' } }],
    ['no app', (factors: FactorsApi) => factors.removeTotp('secret'), '/account/factors/totp', { method: 'DELETE', json: { password: 'secret' } }],
    ['no passkey', (factors: FactorsApi) => factors.removePasskey('pk/1', 'secret'), '/account/factors/passkeys/pk%2F1', { method: 'DELETE', json: { password: 'secret' } }],
  ] as const)('is sent: %s', async (_what, call, path, asking) => {
    const { asked, client } = record({});
    await call(new FactorsApi(client));
    expect(asked).toHaveBeenCalledWith(path, asking);
  });

  it('comes with recovery codes the first time', async () => {
    const first = record({ recovery_codes: ['a', 'b'] });
    const later = record({ recovery_codes: null });
    expect(await new FactorsApi(first.client).confirmTotp('123456')).toEqual(['a', 'b']);
    expect(await new FactorsApi(later.client).enrolPasskey('kc_1', 'Phone', {})).toBeNull();
    expect(await new FactorsApi(later.client).renewRecoveryCodes('secret')).toEqual([]);
  });
});
