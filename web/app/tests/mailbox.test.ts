import { afterEach, describe, expect, it, vi } from 'vitest';
import { linesOf, Mailbox } from '../src/features/mailbox/mailbox.svelte';

interface Answer {
  readonly status?: number;
  readonly body: unknown;
}

const mail = (id: string) => ({ id, to: 'ada@example.org', subject: id, text: id, created_at: '2031-05-06T07:08:09Z' });

const opened: Mailbox[] = [];

/** A mailbox whose server gives these answers, one after the other. */
function open(...answers: readonly Answer[]): { box: Mailbox; asked: string[] } {
  const asked: string[] = [];
  const left = [...answers];
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(url);
    const { status = 200, body } = left.shift() ?? { body: null };
    return Promise.resolve(new Response(JSON.stringify(body), { status }));
  });
  const box = new Mailbox();
  opened.push(box);
  return { box, asked };
}

const ids = (box: Mailbox): string[] | undefined => box.mails?.map(({ id }) => id);

afterEach(() => {
  for (const box of opened.splice(0)) box.stop();
  vi.unstubAllGlobals();
});

describe('the mailbox', () => {
  it('takes new mails in above, and older ones when asked for', async () => {
    const { box, asked } = open(
      { body: { mails: [mail('d'), mail('c')], next_before: 'c' } },
      { body: { mails: [mail('b'), mail('a')], next_before: null } },
      { body: { mails: [mail('e'), mail('d')], next_before: 'd' } },
    );
    await box.read();
    expect([ids(box), box.hasMore]).toEqual([['d', 'c'], true]);
    await box.readMore();
    expect([ids(box), box.hasMore]).toEqual([['d', 'c', 'b', 'a'], false]);
    await box.read();
    expect([ids(box), box.hasMore]).toEqual([['e', 'd', 'c', 'b', 'a'], false]);
    expect(asked.map((url) => url.split('?')[1])).toEqual([undefined, 'before=c', undefined]);
  });

  it.each([
    [404, 'mailbox_off', 'off'],
    [403, 'not_allowed', 'forbidden'],
    [401, 'not_authorised', 'forbidden'],
    [503, 'unavailable', 'failed'],
  ])('says why there is nothing: %i', async (status, code, absence) => {
    const { box } = open({ status, body: { code, title: 'no', detail: 'no' } }, { body: { mails: [], next_before: null } });
    await box.read();
    expect([box.absence, box.mails]).toEqual([absence, null]);
    await box.read();
    expect([box.absence, box.mails]).toEqual([null, []]);
  });
});

describe('the lines of a mail', () => {
  it('have links where an address has a line of its own, and nothing but an address', () => {
    const lines = linesOf('Confirm:\nhttps://live.example.org/login?code=1\njavascript:alert(1)\nsee https://x.test now');
    expect(lines.map(({ isLink }) => isLink)).toEqual([false, true, false, false]);
  });
});
