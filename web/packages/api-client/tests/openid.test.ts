import { expect, it, vi } from 'vitest';
import type { Asking } from '../src';
import { OpenidApi } from '../src';

it.each([
  ['beginning', (api: OpenidApi) => api.beginSignIn('/a', 'i'), '/openid/sign-in', { method: 'POST', json: { next: '/a', invite: 'i' } }],
  ['who has come', (api: OpenidApi) => api.readArrival(), '/openid/arrival', undefined],
  ['a name', (api: OpenidApi) => api.makeAccount('Ada', 'de'), '/openid/arrival/account', { method: 'POST', json: { name: 'Ada', language: 'de' } }],
  ['joining', (api: OpenidApi) => api.joinAccount('p'), '/openid/arrival/join', { method: 'POST', json: { password: 'p' } }],
  ['a factor', (api: OpenidApi) => api.askFactor(), '/openid/arrival/second-factor', { method: 'POST' }],
  ['connecting', (api: OpenidApi) => api.beginConnecting('p'), '/account/openid', { method: 'POST', json: { password: 'p' } }],
  ['disconnecting', (api: OpenidApi) => api.disconnect('p'), '/account/openid', { method: 'DELETE', json: { password: 'p' } }],
  ['proving', (api: OpenidApi) => api.beginProving(), '/account/openid/proof', { method: 'POST' }],
  ['the connection', (api: OpenidApi) => api.readConnection(), '/account/openid', undefined],
] as const)('%s is asked for', async (_what, call, path, asking) => {
  const asked = vi.fn<(path: string, asking?: Asking) => void>();
  const ask = <Answer>(...request: [string, Asking?]): Promise<Answer> => {
    asked(...request);
    return Promise.resolve({ connection: null } as Answer);
  };
  await call(new OpenidApi({ ask }));
  expect(asked).toHaveBeenCalledWith(...(asking === undefined ? [path] : [path, asking]));
});
