import { describe, expect, it, vi } from 'vitest';
import { ApiClient, ApiProblem, OutOfReach } from '../src';

const reply = (status: number, body: string): Response => new Response(body, { status });

function client(answer: () => Promise<Response>) {
  const fetch = vi.fn<typeof globalThis.fetch>(answer);
  return { fetch, api: new ApiClient({ base: '/api/v1', fetch }) };
}

describe('ApiClient', () => {
  it('reads a channel by its escaped name', async () => {
    const { api, fetch } = client(() => Promise.resolve(reply(200, '{"name":"a b"}')));
    expect(await api.readChannel('a b')).toEqual({ name: 'a b' });
    expect(fetch.mock.calls[0]?.[0]).toBe('/api/v1/channels/a%20b');
  });

  it('searches by escaped text', async () => {
    const { api, fetch } = client(() => Promise.resolve(reply(200, '{"channels":[],"next_offset":null}')));
    await api.searchChannels('a&b c', 50);
    expect(fetch.mock.calls[0]?.[0]).toBe('/api/v1/directory/search?q=a%26b+c&offset=50');
  });

  it('turns a problem document into an error with its stable code', async () => {
    const body = '{"code":"channel_not_found","title":"Not found","detail":"No channel is called x."}';
    const { api } = client(() => Promise.resolve(reply(404, body)));
    await expect(api.readChannel('x')).rejects.toMatchObject({
      status: 404, code: 'channel_not_found', message: 'No channel is called x.',
    });
  });

  it('survives an error that is no problem document', async () => {
    const { api } = client(() => Promise.resolve(reply(502, '<html>')));
    const error = await api.readChannel('x').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ApiProblem);
    expect(error).toMatchObject({ status: 502, code: 'unknown' });
  });

  it('tells which fields cannot be used, and how long to wait', async () => {
    const body = JSON.stringify({
      code: 'invalid_request', detail: 'No.',
      errors: [{ field: 'body.tags.0', detail: 'Too long' }, { field: 'body.name', detail: 'Missing' }, {}],
    });
    const { api } = client(() => Promise.resolve(new Response(body, { status: 422, headers: { 'Retry-After': '90' } })));
    await expect(api.ask('/account')).rejects.toMatchObject({
      fields: [{ field: 'tags', sentence: 'Too long' }, { field: 'name', sentence: 'Missing' }], retryAfter_s: 90,
    });
  });

  it('sends JSON, or a file as it is, and reads an answer that is empty', async () => {
    const { api, fetch } = client(() => Promise.resolve(new Response(null, { status: 204 })));
    expect(await api.ask('/login', { method: 'POST', json: { login: 'ada' } })).toBeUndefined();
    expect(fetch.mock.calls[0]?.[1]).toMatchObject({
      method: 'POST', body: '{"login":"ada"}', headers: { 'Content-Type': 'application/json' },
    });
    const file = new Blob(['x'], { type: 'image/png' });
    await api.ask('/account/avatar', { method: 'PUT', file });
    expect(fetch.mock.calls[1]?.[1]?.body).toBe(file);
    expect(fetch.mock.calls[1]?.[1]?.headers).not.toHaveProperty('Content-Type');
  });

  it('says when nobody answered', async () => {
    const { api } = client(() => Promise.reject(new TypeError('failed to fetch')));
    await expect(api.readChannel('x')).rejects.toBeInstanceOf(OutOfReach);
  });
});
