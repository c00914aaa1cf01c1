import { describe, expect, it, vi } from 'vitest';
import { OutOfReach, postOffer, readIceServers, Refusal } from '../src';

const ADDRESS = 'http://media.test/whip';

interface Answered {
  status?: number;
  headers?: Record<string, string>;
  body?: string;
  redirected?: boolean;
  url?: string;
}

function answer({ status = 201, headers = {}, body = 'v=0', redirected = false, url = ADDRESS }: Answered = {}): Response {
  const response = new Response(body, { status, headers });
  Object.defineProperties(response, { redirected: { value: redirected }, url: { value: url } });
  return response;
}

const created = { Location: '/whip/abc', ETag: '"e1"' };

describe('posting an offer', () => {
  it('sends SDP with the credential and gives the answer and its resource (RFC 9725 4.2)', async () => {
    const fetch = vi.fn().mockResolvedValue(answer({ headers: created, body: 'v=0 answer' }));
    const { answer: sdp, resource } = await postOffer('v=0 offer', { address: ADDRESS, bearer: 'key', fetch });
    expect(sdp).toBe('v=0 answer');
    expect([resource.address, resource.etag]).toEqual(['http://media.test/whip/abc', '"e1"']);
    expect(fetch).toHaveBeenCalledExactlyOnceWith(ADDRESS, {
      method: 'POST', body: 'v=0 offer',
      headers: { Authorization: 'Bearer key', 'Content-Type': 'application/sdp', Accept: 'application/sdp' },
    });
    await resource.remove();
    expect(fetch).toHaveBeenLastCalledWith(resource.address, {
      method: 'DELETE', headers: { Authorization: 'Bearer key' }, keepalive: true,
    });
  });

  it('offers the credential again where it was redirected to (RFC 9725 4.5)', async () => {
    const elsewhere = 'http://other.test/whip';
    const fetch = vi.fn()
      .mockResolvedValueOnce(answer({ status: 401, redirected: true, url: elsewhere }))
      .mockResolvedValueOnce(answer({ headers: created, url: elsewhere }));
    const { resource } = await postOffer('v=0', { address: ADDRESS, bearer: 'key', fetch });
    expect(fetch.mock.calls.map(([address]: string[]) => address)).toEqual([ADDRESS, elsewhere]);
    expect(resource.address).toBe('http://other.test/whip/abc');
  });

  it('tells what the server refused with, and how long to wait', async () => {
    const body = JSON.stringify({ code: 'already_live', detail: 'Live from elsewhere.' });
    const fetch = vi.fn().mockResolvedValue(answer({ status: 409, body, headers: { 'Retry-After': '7' } }));
    const refusal = await postOffer('v=0', { address: ADDRESS, fetch }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({ status: 409, code: 'already_live', message: 'Live from elsewhere.', retryAfter_s: 7 });
  });

  it('refuses an answer without a resource', async () => {
    const fetch = vi.fn().mockResolvedValue(answer());
    await expect(postOffer('v=0', { address: ADDRESS, fetch })).rejects.toMatchObject({ code: 'no_location' });
  });

  it('tells nobody from somebody who says no', async () => {
    const fetch = vi.fn().mockRejectedValue(new TypeError('failed to fetch'));
    await expect(postOffer('v=0', { address: ADDRESS, fetch })).rejects.toBeInstanceOf(OutOfReach);
  });

  it('is called off without being called out of reach', async () => {
    const abort = new AbortController();
    const fetch = vi.fn().mockImplementation(() => {
      abort.abort();
      return Promise.reject(new DOMException('called off', 'AbortError'));
    });
    await expect(postOffer('v=0', { address: ADDRESS, fetch, signal: abort.signal })).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('what is said below a resource', () => {
  it('is JSON with the credential, and a refusal is told', async () => {
    const fetch = vi.fn().mockResolvedValueOnce(answer({ headers: created }));
    const { resource } = await postOffer('v=0', { address: ADDRESS, bearer: 'key', fetch });
    fetch.mockResolvedValueOnce(new Response(null, { status: 204 }));
    await resource.post('state', { muted: true });
    expect(fetch).toHaveBeenLastCalledWith('http://media.test/whip/abc/state', expect.objectContaining({
      method: 'POST', body: '{"muted":true}',
    }));
    fetch.mockResolvedValueOnce(answer({ status: 404, body: 'not JSON' }));
    await expect(resource.post('state', {})).rejects.toMatchObject({ status: 404, code: null });
  });
});

describe('ICE servers of a Link header (RFC 9725 4.6)', () => {
  it.each([
    [null, []],
    ['', []],
    ['<stun:stun.test>; rel="ice-server"', [{ urls: 'stun:stun.test' }]],
    ['<stun:stun.test>; rel=ice-server', [{ urls: 'stun:stun.test' }]],
    ['<http://x.test>; rel="ice-server", <stun:y.test>; rel="alternate"', []],
    [
      '<turn:turn.test?transport=udp>; rel="ice-server"; username="user"; credential="a \\"b\\""; credential-type="password", '
      + '<turns:turn.test?transport=tcp>; rel="ice-server"; username="user, too"; credential="c"',
      [
        { urls: 'turn:turn.test?transport=udp', username: 'user', credential: 'a "b"' },
        { urls: 'turns:turn.test?transport=tcp', username: 'user, too', credential: 'c' },
      ],
    ],
  ])('%j', (header, servers) => {
    expect(readIceServers(header)).toEqual(servers);
  });
});
