import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Access } from '../src/access';
import type { EngineKind, Setback } from '../src/director/casting';
import { cast, returnDelay_ms } from '../src/director/casting';
import { Player } from '../src/player';
import { firstVariant, readPast } from '../src/director/window-scout';
import { SourceRefused } from '../src/source';
import { ADDRESS, FakeEngine, flow, makeShelf, makeVideo, type ScriptedVideo } from './fakes';

const WHEP = 'http://media.test/whep/demo';
const SOURCE = { hls: ADDRESS, whep: WHEP, latency: 'ultra-low' } as const;
const MULTIVARIANT = '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nsource/index.m3u8\n';
const EDGE_MS = 1_700_000_060_000;
const MEDIA = `#EXTM3U
#EXT-X-PROGRAM-DATE-TIME:${new Date(EDGE_MS - 60_000).toISOString()}
#EXTINF:30,
one.mp4
#EXT-X-PART:DURATION=15,URI="two-part"
#EXTINF:29.5,
two.mp4
#EXT-X-PART:DURATION=0.2,URI="three-0"
#EXT-X-PART:DURATION=0.3,URI="three-1",INDEPENDENT=YES
`;

class FakeWhep extends FakeEngine {
  override readonly name = 'WebRTC';
  connected: string[] = [];
  answer: Setback | null = null;
  override window = { start_s: 100, edge_s: 100, target_s: 100 };
  connect({ at }: Access): Promise<void> {
    this.connected.push(`${at.whep ?? ''}${at.bearer ? ` ${at.bearer}` : ''}`);
    return this.answer === null ? Promise.resolve() : Promise.reject(this.answer);
  }
}

let video: ScriptedVideo;
let player: Player;
let shelf: ReturnType<typeof makeShelf>;
let still: HTMLCanvasElement;
let made: { kind: EngineKind; engine: FakeEngine }[];
let setbacks: (Setback | null)[];

const kinds = (): EngineKind[] => made.map(({ kind }) => kind);
const engine = (index = -1): FakeEngine => {
  const found = made.at(index);
  if (found === undefined) throw new Error('no engine was made');
  return found.engine;
};
const settle = (ms = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
const refused: Setback = { why: 'refused', sentence: 'This broadcast has B-frames.' };
const blocked: Setback = { why: 'blocked', sentence: null };
const unreachable: Setback = { why: 'unreachable', sentence: null };

function makePlayer(canWebRtc = true): Player {
  return new Player({
    video, still, shelf, canWebRtc,
    container: document.createElement('div'),
    chooseEngine: (kind, _video, events) => {
      const one = kind === 'whep' ? new FakeWhep(events) : new FakeEngine(events);
      if (one instanceof FakeWhep) one.answer = setbacks.shift() ?? null;
      made.push({ kind, engine: one });
      return Promise.resolve(one);
    },
  });
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('fetch', (address: string) =>
    Promise.resolve(new Response(address === ADDRESS ? MULTIVARIANT : MEDIA)));
  made = [];
  setbacks = [];
  video = makeVideo();
  shelf = makeShelf();
  still = document.createElement('canvas');
  still.hidden = true;
  still.getContext = (() => ({ drawImage: vi.fn() })) as unknown as HTMLCanvasElement['getContext'];
  player = makePlayer();
});

afterEach(() => {
  player.destroy();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function watch(source: Parameters<Player['load']>[0] = SOURCE): Promise<void> {
  player.load(source);
  await settle();
  video.currentTime = 100;
  flow(video);
}

describe('the cast', () => {
  const facts = { wanted: 'ultra-low', hasWhep: true, canWebRtc: true, rewound: false, setback: null } as const;

  it.each([
    ['as asked', {}, 'whep', undefined],
    ['low is asked for', { wanted: 'low' }, 'hls', undefined],
    ['a browser without WebRTC', { canWebRtc: false }, 'hls', 'unsupported'],
    ['no address', { hasWhep: false }, 'hls', 'unavailable'],
    ['refused', { setback: refused }, 'hls', 'refused'],
    ['blocked', { setback: blocked }, 'hls', 'blocked'],
    ['rewound', { rewound: true }, 'hls', 'rewound'],
    ['rewound after a refusal', { rewound: true, setback: refused }, 'hls', 'refused'],
  ] as const)('%s', (_case, more, kind, why) => {
    const decided = cast({ ...facts, ...more });
    expect(decided.kind).toBe(kind);
    expect(decided.shortfall?.why).toBe(why);
  });

  it('waits longer each time before it tries WebRTC again', () => {
    expect([0, 1, 2, 9].map(returnDelay_ms)).toEqual([15_000, 30_000, 60_000, 240_000]);
  });
});

describe('addresses that are good for a while', () => {
  const fresh = { hls: ADDRESS, whep: WHEP, bearer: 'new' };
  const expired: Setback = { why: 'expired', sentence: 'The playback token has expired.' };

  it('are asked for before anything plays', async () => {
    const renew = vi.fn().mockResolvedValue(fresh);
    await watch({ latency: 'ultra-low', renew });
    expect((engine() as FakeWhep).connected).toEqual([`${WHEP} new`]);
    expect(renew).toHaveBeenCalledTimes(1);
  });

  it('are asked for again when WebRTC says that they have expired', async () => {
    setbacks = [expired];
    const renew = vi.fn().mockResolvedValue(fresh);
    await watch({ ...SOURCE, bearer: 'old', renew });
    expect(made.map(({ engine: one }) => (one as FakeWhep).connected)).toEqual([[`${WHEP} old`], [`${WHEP} new`]]);
    expect(player.snapshot).toMatchObject({ phase: 'playing', shortfall: null });
  });

  it('give way to HLS when the new ones are no better', async () => {
    setbacks = [expired, expired];
    await watch({ ...SOURCE, renew: () => Promise.resolve(fresh) });
    expect(kinds()).toEqual(['whep', 'whep', 'hls']);
    expect(player.snapshot.shortfall).toEqual({ why: 'refused', sentence: expired.sentence });
  });

  it('are none for who may not watch', async () => {
    await watch({ latency: 'ultra-low', renew: () => Promise.reject(new SourceRefused('banned')) });
    expect(player.snapshot).toMatchObject({ phase: 'failed', failure: { kind: 'refused', detail: 'banned' } });
    expect(made).toEqual([]);
  });

  it('end what plays when the person may no longer watch', async () => {
    let banned = false;
    const renew = () => (banned ? Promise.reject(new SourceRefused('banned')) : Promise.resolve(fresh));
    await watch({ latency: 'ultra-low', renew });
    [banned, setbacks] = [true, [expired]];
    engine().events.onFailure({ kind: 'network', detail: 'WebRTC broke off' });
    await settle(100);
    expect(player.snapshot).toMatchObject({ phase: 'failed', recovering: false, failure: { kind: 'refused' } });
    expect(made.every(({ engine: one }) => one.destroyed)).toBe(true);
    player.load({ ...SOURCE });
    await settle();
    expect(player.snapshot.failure).toBeNull();
    expect((engine() as FakeWhep).connected).toEqual([WHEP]);
  });
});

describe('ultra-low latency', () => {
  it('plays by WebRTC alone, as the broadcaster chose', async () => {
    await watch();
    expect(kinds()).toEqual(['whep']);
    expect((engine() as FakeWhep).connected).toEqual([WHEP]);
    expect(player.snapshot).toMatchObject({
      phase: 'playing', latency: 'ultra-low', latencies: ['ultra-low', 'low', 'normal'], shortfall: null,
    });
    expect(player.readStats().engine).toBe('WebRTC');
  });

  it('is what the person chose before, whatever the broadcaster chose', async () => {
    shelf.kept['klieg.latency'] = 'low';
    player = makePlayer();
    await watch();
    expect(kinds()).toEqual(['hls']);
    expect(player.snapshot.latency).toBe('low');
  });

  it.each([['refused', refused], ['blocked', blocked]])('falls back to HLS at once when it is %s, and says why', async (why, setback) => {
    setbacks = [setback];
    await watch();
    expect(kinds()).toEqual(['whep', 'hls']);
    expect(engine(0).destroyed).toBe(true);
    expect(engine().loaded).toEqual([ADDRESS]);
    expect(player.snapshot.shortfall).toEqual({ why, sentence: setback.sentence });
  });

  it('is not asked for where the browser has no WebRTC', async () => {
    player = makePlayer(false);
    await watch();
    expect(kinds()).toEqual(['hls']);
    expect(player.snapshot).toMatchObject({ latencies: ['low', 'normal'], shortfall: { why: 'unsupported' } });
  });

  it('returns unseen after what may pass, and never after a refusal', async () => {
    setbacks = [blocked, blocked];
    await watch();
    await settle(15_000);
    expect(kinds()).toEqual(['whep', 'hls', 'whep']);
    expect(engine(1).destroyed).toBe(false);
    await settle(30_000);
    expect(kinds()).toEqual(['whep', 'hls', 'whep', 'whep']);
    expect(engine(1).destroyed).toBe(true);
    expect(engine().starts).toEqual(['live']);
    expect(player.snapshot.shortfall).toBeNull();
    setbacks = [refused];
    await watch();
    const count = made.length;
    await settle(600_000);
    expect(made).toHaveLength(count);
  });

  it('does not return to the live edge behind somebody who paused', async () => {
    setbacks = [blocked];
    await watch();
    player.request('pause');
    await settle(20_000);
    expect(kinds()).toEqual(['whep', 'hls']);
    player.request('play');
    await settle(20_000);
    expect(kinds()).toEqual(['whep', 'hls', 'whep']);
  });
});

describe('WebRTC that breaks off', () => {
  const breakOff = (): void => engine(0).events.onFailure({ kind: 'network', detail: 'broke off' });

  it('waits with its last picture and is made again', async () => {
    await watch();
    breakOff();
    expect(player.snapshot).toMatchObject({ phase: 'playing', waiting: true, recovering: true });
    await settle();
    expect(kinds()).toEqual(['whep', 'whep']);
    expect(engine(0).destroyed).toBe(true);
    flow(video);
    expect(player.snapshot).toMatchObject({ phase: 'playing', waiting: false, recovering: false, failure: null });
  });

  it('gives way to HLS, by the date of what was seen', async () => {
    await watch();
    await settle(100);
    setbacks = [unreachable, unreachable, unreachable];
    breakOff();
    await settle(2500);
    expect(kinds()).toEqual(['whep', 'whep', 'whep', 'whep', 'hls']);
    expect(engine().starts[0]).toMatchObject({ moment_ms: expect.closeTo(EDGE_MS + 2100, -3) as number });
    expect(engine().following).toBe(true);
    expect(player.snapshot).toMatchObject({ phase: 'playing', shortfall: { why: 'unreachable' } });
  });

  it('gives way to HLS at once where the server answers and media do not come', async () => {
    await watch();
    await settle(100);
    setbacks = [blocked];
    breakOff();
    await settle(100);
    expect(kinds()).toEqual(['whep', 'whep', 'hls']);
    expect(player.snapshot).toMatchObject({ phase: 'playing', shortfall: { why: 'blocked' } });
  });

  it('is not heard of any more once another engine plays', async () => {
    await watch();
    player.request('chooseLatency', 'low');
    await settle();
    breakOff();
    await settle(5000);
    expect(kinds()).toEqual(['whep', 'hls']);
  });
});

describe('taking over', () => {
  it('shows the last picture until the next one comes, and playing goes on', async () => {
    await watch();
    let showNext: () => void = () => undefined;
    video.requestVideoFrameCallback = (callback) => {
      showNext = () => callback(0, {} as VideoFrameCallbackMetadata);
      return 1;
    };
    video.cancelVideoFrameCallback = vi.fn();
    player.request('chooseLatency', 'low');
    await settle();
    Object.assign(video.script, { readyState: 0 });
    video.fire('emptied');
    expect(still.hidden).toBe(false);
    expect(player.snapshot).toMatchObject({ phase: 'playing', waiting: false, hasPicture: true });
    flow(video);
    showNext();
    expect(still.hidden).toBe(true);
    expect(player.snapshot).toMatchObject({ phase: 'playing', hasPicture: true });
  });

  it('ends with the failure of the one that should have played', async () => {
    await watch();
    video.requestVideoFrameCallback = () => 1;
    video.cancelVideoFrameCallback = vi.fn();
    player.request('chooseLatency', 'low');
    await settle();
    engine().events.onFailure({ kind: 'network', detail: '404' });
    expect(still.hidden).toBe(true);
    expect(player.snapshot).toMatchObject({ phase: 'failed', failure: { kind: 'network' } });
  });
});

describe('going back while ultra-low', () => {
  it('has the window of HLS', async () => {
    await watch();
    await settle(100);
    video.fire('timeupdate');
    expect(player.snapshot.live).toMatchObject({ start_s: 40, position_s: 100, behind_s: 0, atEdge: true });
  });

  it('moves to HLS at that moment, and Live returns to WebRTC', async () => {
    await watch();
    await settle(1000);
    player.request('seekBy', -20);
    await settle();
    expect(kinds()).toEqual(['whep', 'hls']);
    expect(engine(0).destroyed).toBe(true);
    expect(engine().starts[0]).toMatchObject({ moment_ms: expect.closeTo(EDGE_MS + 1000 - 20_150, -2) as number });
    expect(engine().following).toBe(false);
    expect(player.snapshot.shortfall?.why).toBe('rewound');
    flow(video);
    player.request('goLive');
    await settle();
    expect(kinds()).toEqual(['whep', 'hls', 'whep']);
    expect(engine(1).destroyed).toBe(true);
    expect(player.snapshot.shortfall).toBeNull();
  });

  it('goes to the edge of HLS when WebRTC does not come back', async () => {
    await watch();
    await settle(1000);
    player.request('seekBy', -20);
    await settle();
    setbacks = [blocked];
    player.request('goLive');
    await settle();
    expect(video.currentTime).toBe(60);
    expect(engine(1)).toMatchObject({ destroyed: false, following: true });
    expect(player.snapshot.shortfall?.why).toBe('blocked');
  });

  it('stays where it is for a step that is still live', async () => {
    await watch();
    await settle(1000);
    player.request('seekBy', -2);
    await settle();
    expect(kinds()).toEqual(['whep']);
  });
});

describe('the latency that a person chooses', () => {
  it('is kept, and takes effect at once', async () => {
    await watch({ ...SOURCE, latency: 'low' });
    expect(kinds()).toEqual(['hls']);
    player.request('chooseLatency', 'ultra-low');
    await settle();
    expect(kinds()).toEqual(['hls', 'whep']);
    player.request('chooseLatency', 'normal');
    await settle();
    expect(kinds()).toEqual(['hls', 'whep', 'hls']);
    expect(engine().paces).toEqual(['normal']);
    player.request('chooseLatency', 'low');
    await settle();
    expect(kinds()).toHaveLength(3);
    expect(engine().paces).toEqual(['normal', 'low']);
    expect(shelf.kept['klieg.latency']).toBe('low');
    expect(player.snapshot.latency).toBe('low');
  });

  it('asks again where WebRTC was refused before', async () => {
    setbacks = [refused];
    await watch();
    player.request('chooseLatency', 'ultra-low');
    await settle();
    expect(kinds()).toEqual(['whep', 'hls', 'whep']);
    expect(player.snapshot.shortfall).toBeNull();
  });
});

describe('the past that a playlist tells of', () => {
  it('ends with its last part', () => {
    expect(readPast(MEDIA)).toEqual({ edge_ms: EDGE_MS, length_s: 60 });
  });

  it.each([['#EXTM3U\n#EXTINF:2,\na.mp4'], [`${MEDIA}#EXT-X-ENDLIST`], [''], ['#EXT-X-PROGRAM-DATE-TIME:yesterday\n#EXTINF:2,\na']])(
    'is none in %j', (playlist) => expect(readPast(playlist)).toBeNull(),
  );

  it('is that of the first variant', () => {
    expect(firstVariant(MULTIVARIANT)).toBe('source/index.m3u8');
    expect(firstVariant('#EXTM3U')).toBeNull();
  });
});
