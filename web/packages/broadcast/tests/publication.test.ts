import { OutOfReach, Refusal } from '@klieg/sdp-exchange';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Connection, OpenOptions, Sending, Silence } from '../src/publish/connection';
import { Blocked } from '../src/publish/failure';
import { Publication, type PublishState } from '../src/publish/publication';
import { NO_STATS } from '../src/publish/statistics';

const TARGET = { address: 'http://media.test/whip', bearer: 'key' };
const SENDING = { format: { lines: 720, orientation: 'landscape' } } as unknown as Sending;

class FakeConnection implements Connection {
  sent: Sending[] = [];
  silences: Silence[] = [];
  closed: boolean[] = [];
  constructor(readonly options: OpenOptions) {}
  setSending(sending: Sending): void {
    this.sent.push(sending);
  }
  tellSilence(silence: Silence): Promise<void> {
    this.silences.push(silence);
    return Promise.reject(new Refusal(404, null, 'no such word', null));
  }
  readStats = () => Promise.resolve({ ...NO_STATS, framesPerSecond: 30 });
  close(tell: boolean): void {
    this.closed.push(tell);
  }
}

let states: PublishState[];
let answers: (unknown | 'connect')[];
let made: FakeConnection[];
let asked: OpenOptions[];
let publication: Publication;

const phases = (): string[] => states.map(({ phase }) => phase);
const last = (): PublishState | undefined => states.at(-1);

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  states = [];
  answers = [];
  made = [];
  asked = [];
  publication = new Publication({
    open: (options) => {
      asked.push(options);
      const answer = answers.length > 0 ? answers.shift() : 'connect';
      if (answer !== 'connect') return Promise.reject(answer);
      const connection = new FakeConnection(options);
      made.push(connection);
      return Promise.resolve(connection);
    },
    onState: (state) => states.push(state),
    random: () => 1,
    now_ms: Date.now,
  });
});

afterEach(() => vi.useRealTimers());

const settle = (ms = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

async function goLive(): Promise<FakeConnection> {
  publication.start(TARGET, SENDING);
  await settle();
  const [connection] = made;
  if (connection === undefined) throw new Error('no connection was made');
  return connection;
}

describe('going live', () => {
  it('connects once, and stopping tells the server', async () => {
    const connection = await goLive();
    publication.start(TARGET, SENDING);
    await settle();
    expect(phases()).toEqual(['connecting', 'live']);
    expect(last()?.since_ms).toBe(1_000_000);
    expect(await publication.readStats()).toMatchObject({ framesPerSecond: 30 });
    publication.stop();
    expect(connection.closed).toEqual([true]);
    expect(last()).toEqual({ phase: 'idle', failure: null, since_ms: null });
    expect(await publication.readStats()).toEqual(NO_STATS);
  });

  it.each([
    ['a wrong key', new Refusal(401, 'unknown_key', 'No such key.', null), 'credential'],
    ['a key somebody uses', new Refusal(409, 'already_live', 'Live elsewhere.', null), 'taken'],
    ['a picture that is not taken', new Refusal(406, 'no_h264', 'H.264 is needed.', null), 'refused'],
    ['plain ingest that is not allowed', new Refusal(403, 'insecure_ingest', 'Encrypted only.', null), 'refused'],
    ['another kind of server', new Refusal(404, null, '', null), 'address'],
    ['a full server', new Refusal(503, 'busy', 'Full.', 3), 'busy'],
    ['no server', new OutOfReach(), 'unreachable'],
    ['no way for media', new Blocked(), 'blocked'],
    ['a browser that cannot', new TypeError('bad SDP'), 'refused'],
  ])('fails at once by %s', async (_case, error, kind) => {
    answers = [error];
    publication.start(TARGET, SENDING);
    await settle(60_000);
    expect(asked).toHaveLength(1);
    expect(last()).toMatchObject({ phase: 'idle', failure: { kind } });
  });

  it('is called off while it connects', async () => {
    publication.start(TARGET, SENDING);
    publication.stop();
    await settle();
    expect(asked[0]?.signal.aborted).toBe(true);
    expect(made[0]?.closed).toEqual([true]);
    expect(last()?.phase).toBe('idle');
  });
});

describe('a lost connection', () => {
  it('is made again, and the time on the air goes on', async () => {
    const first = await goLive();
    answers = [new OutOfReach(), new Refusal(409, 'already_live', '', null), new Refusal(503, 'starting', '', null)];
    first.options.onLost();
    await settle(10_000);
    expect(phases()).toEqual(['connecting', 'live', 'reconnecting', 'live']);
    expect(asked).toHaveLength(5);
    expect(first.closed).toEqual([false]);
    expect(last()?.since_ms).toBe(1_000_000);
  });

  it('is over when the server says that it ended it', async () => {
    const connection = await goLive();
    answers = [new Refusal(403, 'ended', 'Ended by an operator.', null)];
    connection.options.onLost();
    await settle(5000);
    expect(asked).toHaveLength(2);
    expect(last()?.failure).toEqual({ kind: 'stopped', sentence: 'Ended by an operator.' });
  });

  it('is over when the key has been replaced meanwhile', async () => {
    const connection = await goLive();
    answers = [new OutOfReach(), new Refusal(401, 'unknown_key', '', null)];
    connection.options.onLost();
    await settle(5000);
    expect(last()).toMatchObject({ phase: 'idle', failure: { kind: 'credential' } });
  });

  it('is given up after a minute', async () => {
    const connection = await goLive();
    answers = Array.from({ length: 100 }, () => new OutOfReach());
    connection.options.onLost();
    await settle(50_000);
    expect(last()?.phase).toBe('reconnecting');
    await settle(20_000);
    expect(last()).toMatchObject({ phase: 'idle', failure: { kind: 'unreachable' } });
  });

  it('stays lost when the person stops meanwhile', async () => {
    const connection = await goLive();
    answers = [new OutOfReach()];
    connection.options.onLost();
    await settle(100);
    publication.stop();
    await settle(60_000);
    expect(asked).toHaveLength(2);
    expect(last()).toEqual({ phase: 'idle', failure: null, since_ms: null });
  });

  it('counts once, also when an old connection says so late', async () => {
    const first = await goLive();
    first.options.onLost();
    await settle(1000);
    first.options.onLost();
    await settle(1000);
    expect(phases()).toEqual(['connecting', 'live', 'reconnecting', 'live']);
  });
});

describe('what is sent', () => {
  it('changes while it is live, and is what the next connection begins with', async () => {
    const connection = await goLive();
    const other = { ...SENDING };
    publication.setSending(other);
    expect(connection.sent).toEqual([other]);
    connection.options.onLost();
    await settle(1000);
    expect(asked[1]?.sending).toBe(other);
  });

  it('is told to be silent or hidden once each time, and again after a reconnection', async () => {
    publication.setSilence({ audioMuted: true, videoHidden: false });
    const first = await goLive();
    publication.setSilence({ audioMuted: true, videoHidden: false });
    publication.setSilence({ audioMuted: true, videoHidden: true });
    await settle();
    expect(first.silences).toEqual([
      { audioMuted: true, videoHidden: false }, { audioMuted: true, videoHidden: true },
    ]);
    first.options.onLost();
    await settle(1000);
    expect(made[1]?.silences).toEqual([{ audioMuted: true, videoHidden: true }]);
  });
});
