import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiProblem, type ClientMessage, type Hello, OutOfReach, type Playback, type ServerMessage } from '../../packages/api-client/src';
import { SourceRefused } from '../../packages/player/src';
import { Beats } from '../src/features/watch/beats';
import { airing, decideStep, sourceOf } from '../src/features/watch/playback';

describe('decideStep', () => {
  const at = (phase: 'idle' | 'loading' | 'playing' | 'paused' | 'ended' | 'failed', waiting = false) => ({ phase, waiting });

  it.each([
    ['nothing is on the air', null, null, at('idle'), 'stay'],
    ['the channel goes live', 'a', null, at('idle'), 'load'],
    ['it plays', 'a', 'a', at('playing'), 'stay'],
    ['it failed and may be retried', 'a', 'a', at('failed'), 'stay'],
    ['it went off the air and the rest plays out', null, 'a', at('playing'), 'stay'],
    ['it went off the air while paused', null, 'a', at('paused'), 'stay'],
    ['the rest has played out', null, 'a', at('ended'), 'unload'],
    ['it went off the air and nothing more comes', null, 'a', at('playing', true), 'unload'],
    ['it went off the air before a picture came', null, 'a', at('loading', true), 'unload'],
    ['it is live again while the rest plays out', 'b', 'a', at('playing'), 'stay'],
    ['it is live again after the rest', 'b', 'a', at('ended'), 'load'],
    ['it is live again after a failure', 'b', 'a', at('failed'), 'load'],
    ['it is live again and the old source is lost', 'b', 'a', at('playing', true), 'load'],
  ] as const)('when %s', (_case, onAir, loaded, player, step) => {
    expect(decideStep(onAir, loaded, player)).toBe(step);
  });

  it('tells one airing from the next', () => {
    const channel = { name: 'demo', is_live: true, session_id: 'st-1', started_at: '2026-01-01T10:00:00Z' };
    expect(airing(channel)).toBe('st-1');
    expect(airing({ ...channel, session_id: null })).toBe('2026-01-01T10:00:00Z');
    expect(airing({ ...channel, is_live: false })).toBeNull();
  });
});

describe('sourceOf', () => {
  const channel = {
    name: 'demo', latency_mode: 'ULTRA_LOW', playback_url: 'http://media.test/hls/demo/index.m3u8', whep_url: 'http://media.test/whep/demo',
  } as const;
  const playback: Playback = {
    playback_policy: 'token', playback_url: 'http://media.test/hls/demo/t/1.x/index.m3u8', whep_url: channel.whep_url,
    token: '1.x', expires_at: '2030-01-01T00:00:00Z',
  };

  it('asks for the addresses that are good now', async () => {
    const source = sourceOf(channel, () => Promise.resolve(playback));
    expect(source).toMatchObject({ latency: 'ultra-low' });
    expect(source.hls).toBeUndefined();
    await expect(source.renew?.()).resolves.toEqual({ hls: playback.playback_url, whep: channel.whep_url, bearer: '1.x' });
  });

  it('makes do with the plain ones while nobody answers', async () => {
    const source = sourceOf(channel, () => Promise.reject(new OutOfReach()));
    await expect(source.renew?.()).resolves.toEqual({ hls: channel.playback_url, whep: channel.whep_url });
  });

  it('passes on that somebody may not watch', async () => {
    const banned = new ApiProblem(403, 'banned', 'You may not watch the channel demo.');
    const source = sourceOf(channel, () => Promise.reject(banned));
    await expect(source.renew?.()).rejects.toThrow(SourceRefused);
  });
});

describe('Beats', () => {
  let said: ClientMessage[];
  let greet: (beat_ms: number) => void;
  let ticks: { period_ms: number; listener: () => void; stopped: boolean }[];
  let beats: Beats;

  const last = () => ticks.at(-1);

  beforeEach(() => {
    said = [];
    ticks = [];
    let hello: Hello | null = null;
    let tell: (message: ServerMessage) => void = () => undefined;
    greet = (beat_ms) => {
      hello = { type: 'hello', beat_ms };
      tell(hello);
    };
    beats = new Beats({
      channel: 'demo',
      connection: {
        get hello() {
          return hello;
        },
        send: (message) => said.push(message) > 0,
        onMessage: (listener) => {
          tell = listener;
          return vi.fn();
        },
      },
      tick: (period_ms, listener) => {
        const tick = { period_ms, listener, stopped: false };
        ticks.push(tick);
        return () => (tick.stopped = true);
      },
    });
  });

  it('begin at once, go on at the server\'s pace and end with a goodbye', () => {
    greet(900);
    beats.setPlaying(true);
    last()?.listener();
    beats.setPlaying(true);
    beats.setPlaying(false);
    expect(last()).toMatchObject({ period_ms: 900, stopped: true });
    expect(said.map(({ type }) => type)).toEqual(['beat', 'beat', 'bye']);
  });

  it('name one playback session that the server accepts', () => {
    beats.setPlaying(true);
    beats.stop();
    const ids = said.map((message) => 'playback_session_id' in message && message.playback_session_id);
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).toMatch(/^[A-Za-z0-9_-]{8,64}$/);
  });

  it('resume at once after a reconnection', () => {
    beats.setPlaying(true);
    said.length = 0;
    greet(500);
    expect(said.map(({ type }) => type)).toEqual(['beat']);
    expect(ticks).toMatchObject([{ stopped: true }, { period_ms: 500, stopped: false }]);
  });

  it('do not begin by a hello alone', () => {
    greet(500);
    expect(said).toEqual([]);
  });
});
