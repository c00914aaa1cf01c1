import { describe, expect, it, vi } from 'vitest';
import type { Asking } from '../src';
import { AdminApi } from '../src';

/** The API of a client whose every question has this answer. */
function over(answer: unknown) {
  const asked = vi.fn<(path: string, asking?: Asking) => void>();
  const ask = <Answer>(path: string, asking?: Asking): Promise<Answer> => {
    asked(path, asking);
    return Promise.resolve(answer as Answer);
  };
  return { asked, admin: new AdminApi({ ask }) };
}

const PATCH = (json: unknown) => ({ method: 'PATCH', json });
const DELETE = { method: 'DELETE' };

describe('what an admin does', () => {
  it.each([
    ['a role', (admin: AdminApi) => admin.setRole('Ada_L', 'admin'), '/admin/accounts/Ada_L', PATCH({ role: 'admin' })],
    ['a suspension', (admin: AdminApi) => admin.setSuspended('Ada_L', true), '/admin/accounts/Ada_L', PATCH({ suspended: true })],
    ['lost factors', (admin: AdminApi) => admin.removeFactors('Ada_L'), '/admin/accounts/Ada_L/factors', DELETE],
    ['a deletion', (admin: AdminApi) => admin.deleteAccount('a/b'), '/admin/accounts/a%2Fb', DELETE],
    ['a stop', (admin: AdminApi) => admin.stopStream('ada_l'), '/channels/ada_l/stream', DELETE],
    ['a new key', (admin: AdminApi) => admin.resetStreamKey('ada_l'), '/channels/ada_l/stream-key', { method: 'POST' }],
    ['a channel that goes', (admin: AdminApi) => admin.deleteChannel('a b'), '/channels/a%20b', DELETE],
    ['an invitation that goes', (admin: AdminApi) => admin.withdrawInvitation('in_1'), '/admin/invitations/in_1', DELETE],
  ] as const)('%s', async (_what, call, path, asking) => {
    const { asked, admin } = over({});
    await call(admin);
    expect(asked).toHaveBeenCalledWith(path, asking);
  });

  it('an invitation is its link', async () => {
    const { asked, admin } = over({ link: 'https://live.example.org/register?invite=x' });
    expect(await admin.invite(null, 'de')).toBe('https://live.example.org/register?invite=x');
    expect(asked).toHaveBeenCalledWith('/admin/invitations', { method: 'POST', json: { mail: null, language: 'de' } });
  });
});

describe('what an admin looks at', () => {
  it.each([
    ['accounts', { accounts: [1], next_after: 'ada' }, (admin: AdminApi) => admin.listAccounts('a&b', null), '/admin/accounts?search=a%26b', 'ada'],
    ['further accounts', { accounts: [1], next_after: null }, (admin: AdminApi) => admin.listAccounts('', 'ada'), '/admin/accounts?after=ada', null],
    ['channels', { channels: [1], next_after: null }, (admin: AdminApi) => admin.listChannels('x', 'y'), '/admin/channels?search=x&after=y', null],
    ['the air', { streams: [1], next_before: 'st_1' }, (admin: AdminApi) => admin.listOnAir(null), '/admin/live', 'st_1'],
    ['invitations', { invitations: [1], next_before: null }, (admin: AdminApi) => admin.listInvitations('in_1'), '/admin/invitations?before=in_1', null],
    ['the log', { entries: [1], next_before: 7 }, (admin: AdminApi) => admin.listDeeds('Ada_L', null), '/admin/audit?about=Ada_L', '7'],
  ] as const)('%s, page by page', async (_what, answer, call, path, next) => {
    const { asked, admin } = over(answer);
    expect(await call(admin)).toEqual({ items: [1], next });
    expect(asked.mock.calls[0]?.[0]).toBe(path);
  });
});
