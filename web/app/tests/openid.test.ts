import { describe, expect, it, vi } from 'vitest';
import { explainCode } from '../src/shared/forms/explain';
import { formWords, formWordsReady } from '../src/shared/forms/words';
import { people } from '../src/shared/net/api';
import { leaveFor, outcomeOf, withoutOutcome } from '../src/shared/openid/leave';
import { session } from '../src/shared/session/session.svelte';

const at = (path: string) => new URL(path, 'http://klieg.test');

describe('a sign-in by a provider', () => {
  it('leaves for where the server says', async () => {
    const assign = vi.spyOn(location, 'assign').mockImplementation(() => undefined);
    await leaveFor(Promise.resolve({ address: 'https://id.example.org/authorize?state=a' }));
    expect(assign).toHaveBeenCalledWith('https://id.example.org/authorize?state=a');
    await expect(leaveFor(Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(assign).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['/login?openid=openid_denied&next=%2Ffollowing', 'openid_denied', '/login?next=%2Ffollowing'],
    ['/login?openid=openid_denied', 'openid_denied', '/login'],
    ['/settings?tab=account&openid=connected', 'connected', '/settings?tab=account'],
    ['/login?next=%2F', null, '/login?next=%2F'],
  ])('comes back to %s', (path, outcome, kept) => {
    expect(outcomeOf(at(path))).toBe(outcome);
    expect(withoutOutcome(at(path))).toBe(kept);
  });

  it('says what did not work, whatever stands in the address', async () => {
    await formWordsReady();
    expect(explainCode('openid_denied')).toBe(formWords.codes.openid_denied);
    expect(explainCode('<b>made up</b>')).toBe(formWords.unknown);
  });

  it('is offered where the server has a provider', async () => {
    const openid = { label: 'School', sign_up: true };
    vi.spyOn(people, 'readSession').mockResolvedValue({ account: null, sign_up: 'open', openid });
    await session.refresh();
    expect(session.openid).toEqual(openid);
    session.adopt({ account: null, sign_up: 'open' });
    expect(session.openid).toEqual(openid);
  });
});
