import type Hls from 'hls.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EngineEvents } from '../src/engine';
import { HlsEngine } from '../src/engines/hls';
import { HLS_CONFIG, retriesRequest } from '../src/engines/hls-config';
import { Access } from '../src/access';
import { SourceRefused } from '../src/source';
import { accessTo, makeVideo, type ScriptedVideo } from './fakes';

const ADDRESS = 'http://media.test/hls/demo/index.m3u8';
const Events = {
  MANIFEST_PARSED: 'manifest', LEVEL_LOADED: 'loaded', LEVEL_SWITCHED: 'switched', FRAG_BUFFERED: 'buffered', ERROR: 'error',
} as const;

/** The part of hls.js that the engine uses. */
class FakeHls {
  static readonly Events = Events;
  static readonly ErrorTypes = { NETWORK_ERROR: 'networkError', MEDIA_ERROR: 'mediaError' };
  static readonly ErrorDetails = { BUFFER_STALLED_ERROR: 'bufferStalledError' };
  static readonly made: FakeHls[] = [];

  sources: string[] = [];
  destroyed = false;
  recovered = 0;
  nextLevel = -1;
  autoLevelEnabled = false;
  levels = [{ width: 1280, height: 720, frameRate: 30, bitrate: 2_600_000 }];
  latestLevelDetails: { live: boolean; fragmentStart: number; edge: number; partHoldBack?: number; holdBack?: number } | null = null;
  liveSyncPosition: number | null = null;
  targetLatency: number | null = 0.6;
  playingDate: Date | null = null;
  bandwidthEstimate = 9_000_000;
  latency = 0.6;
  readonly #listeners = new Map<string, (event: string, data: unknown) => void>();

  constructor(readonly config: unknown) {
    FakeHls.made.push(this);
  }
  started: number[] = [];
  lowLatencyMode = true;
  once(event: string, listener: (event: string, data: unknown) => void): void {
    this.on(event, listener);
  }
  startLoad(position: number): void {
    this.started.push(position);
  }
  on(event: string, listener: (event: string, data: unknown) => void): void {
    this.#listeners.set(event, listener);
  }
  tell(event: string, data: unknown = {}): void {
    this.#listeners.get(event)?.(event, data);
  }
  loadSource(address: string): void {
    this.sources.push(address);
  }
  attachMedia(): void {
    // The element is the test's own.
  }
  recoverMediaError(): void {
    this.recovered += 1;
  }
  destroy(): void {
    this.destroyed = true;
  }
}

let video: ScriptedVideo;
let events: { [Name in keyof EngineEvents]: ReturnType<typeof vi.fn<EngineEvents[Name]>> };
let engine: HlsEngine;

const hls = (): FakeHls => {
  const last = FakeHls.made.at(-1);
  if (last === undefined) throw new Error('hls.js was not made');
  return last;
};
const fatal = (type: string, code?: number): object => ({
  fatal: true, type, details: 'someError', error: new Error('broken'), ...(code && { response: { code } }),
});

beforeEach(() => {
  vi.useFakeTimers();
  FakeHls.made.length = 0;
  video = makeVideo();
  events = { onRenditions: vi.fn(), onCurrentRendition: vi.fn(), onRecovering: vi.fn(), onFailure: vi.fn() };
  engine = new HlsEngine(FakeHls as unknown as typeof Hls, HLS_CONFIG, video, events);
  engine.load(accessTo(ADDRESS), 'live');
});

afterEach(() => {
  engine.destroy();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a lost source', () => {
  it('is probed and loaded anew once it answers', async () => {
    const probe = vi.fn().mockRejectedValueOnce(new TypeError('refused')).mockResolvedValue({ ok: true });
    vi.stubGlobal('fetch', probe);
    hls().tell(Events.ERROR, fatal('networkError', 404));
    expect(events.onRecovering).toHaveBeenLastCalledWith(true);
    await vi.advanceTimersByTimeAsync(3000);
    expect(probe).toHaveBeenCalledTimes(2);
    expect(FakeHls.made).toHaveLength(2);
    expect(hls().sources).toEqual([ADDRESS]);
    hls().tell(Events.FRAG_BUFFERED);
    expect(events.onRecovering).toHaveBeenLastCalledWith(false);
    expect(events.onFailure).not.toHaveBeenCalled();
  });

  it('does not cut off what is still buffered', async () => {
    vi.stubGlobal('fetch', vi.fn().mockResolvedValue({ ok: true }));
    video.script.paused = false;
    video.script.buffered = [[0, 5]];
    hls().tell(Events.ERROR, fatal('networkError'));
    await vi.advanceTimersByTimeAsync(3000);
    expect(FakeHls.made).toHaveLength(1);
    video.currentTime = 4.9;
    await vi.advanceTimersByTimeAsync(1000);
    expect(FakeHls.made).toHaveLength(2);
  });

  it('becomes a failure when it stays away', async () => {
    vi.stubGlobal('fetch', vi.fn().mockRejectedValue(new TypeError('refused')));
    hls().tell(Events.ERROR, fatal('networkError'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(events.onFailure).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ kind: 'network' }));
  });

  it('is forgotten when another address is loaded meanwhile', async () => {
    vi.stubGlobal('fetch', vi.fn().mockResolvedValue({ ok: true }));
    hls().tell(Events.ERROR, fatal('networkError'));
    engine.load(accessTo('http://media.test/hls/other/index.m3u8'), 'live');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(FakeHls.made).toHaveLength(2);
  });
});

describe('an address that is refused', () => {
  const answering = (...statuses: number[]) => {
    const fetched: string[] = [];
    vi.stubGlobal('fetch', (address: string) => {
      fetched.push(address);
      const status = statuses.shift() ?? 200;
      return Promise.resolve({ ok: status === 200, status });
    });
    return fetched;
  };

  it('is replaced by one that is asked for, and playback goes on', async () => {
    const renewed = 'http://media.test/hls/demo/t/new/index.m3u8';
    engine.load(accessTo(ADDRESS, () => Promise.resolve({ hls: renewed, whep: null })), 'live');
    const fetched = answering(403);
    hls().tell(Events.ERROR, fatal('networkError', 403));
    await vi.advanceTimersByTimeAsync(3000);
    expect(fetched).toEqual([ADDRESS, renewed]);
    expect(hls().sources).toEqual([renewed]);
    expect(events.onFailure).not.toHaveBeenCalled();
  });

  it('is tried no more once the engine is let go because the person may not watch', async () => {
    const access = new Access({ hls: ADDRESS, latency: 'low', renew: () => Promise.reject(new SourceRefused('banned')) }, () => engine.destroy());
    engine.load(access, 'live');
    const fetched = answering(403, 403);
    hls().tell(Events.ERROR, fatal('networkError', 403));
    await vi.advanceTimersByTimeAsync(6000);
    expect(fetched).toEqual([ADDRESS]);
    expect(events.onFailure).not.toHaveBeenCalled();
  });

  it('is tried on while nobody says anything else', async () => {
    const renew = vi.fn().mockRejectedValue(new TypeError('no answer'));
    engine.load(accessTo(ADDRESS, renew), 'live');
    const fetched = answering(403, 403);
    hls().tell(Events.ERROR, fatal('networkError', 403));
    await vi.advanceTimersByTimeAsync(6000);
    expect(renew).toHaveBeenCalledTimes(2);
    expect(fetched).toEqual([ADDRESS, ADDRESS, ADDRESS]);
    expect(hls().sources).toEqual([ADDRESS]);
  });
});

describe('media errors', () => {
  it('are recovered from a few times, then told', () => {
    for (let index = 0; index < 4; index += 1) hls().tell(Events.ERROR, fatal('mediaError'));
    expect(hls().recovered).toBe(3);
    expect(events.onFailure).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ kind: 'media' }));
  });

  it('are ignored while they are not fatal', () => {
    hls().tell(Events.ERROR, { ...fatal('mediaError'), fatal: false });
    expect(hls().recovered).toBe(0);
    expect(events.onFailure).not.toHaveBeenCalled();
  });
});

describe('renditions', () => {
  it('are listed with what the playlist says of them', () => {
    hls().tell(Events.MANIFEST_PARSED);
    hls().tell(Events.LEVEL_SWITCHED, { level: 0 });
    expect(events.onRenditions).toHaveBeenCalledWith([
      { id: 0, width: 1280, height: 720, frameRate: 30, bitrate_bps: 2_600_000 },
    ]);
    expect(events.onCurrentRendition).toHaveBeenCalledWith(0);
  });

  it('are chosen one by one or automatically', () => {
    engine.chooseRendition(0);
    expect(hls().nextLevel).toBe(0);
    engine.chooseRendition('auto');
    expect(hls().nextLevel).toBe(-1);
  });

  it('are chosen again when hls.js left them, ever more rarely', () => {
    engine.chooseRendition(0);
    const attempts: number[] = [];
    for (let second = 1; second <= 16; second += 1) {
      Object.assign(hls(), { nextLevel: -1, autoLevelEnabled: true });
      vi.advanceTimersByTime(1000);
      hls().tell(Events.FRAG_BUFFERED);
      if (hls().nextLevel === 0) attempts.push(second);
    }
    expect(attempts).toEqual([1, 3, 7, 15]);
    engine.chooseRendition('auto');
    vi.advanceTimersByTime(60_000);
    hls().tell(Events.FRAG_BUFFERED);
    expect(hls().nextLevel).toBe(-1);
  });

  it('are left alone while they are loaded', () => {
    engine.chooseRendition(0);
    hls().nextLevel = -1;
    vi.advanceTimersByTime(5000);
    hls().tell(Events.FRAG_BUFFERED);
    expect(hls().nextLevel).toBe(-1);
  });
});

describe('the live edge', () => {
  beforeEach(() => {
    hls().latestLevelDetails = { live: true, fragmentStart: 4, edge: 61 };
    hls().liveSyncPosition = 60;
  });

  it('is read from the playlist, with a margin after stalls', () => {
    expect(engine.readWindow()).toEqual({ start_s: 4, edge_s: 61, target_s: 60 });
    hls().tell(Events.ERROR, { fatal: false, details: 'bufferStalledError' });
    expect(engine.readWindow()?.target_s).toBeCloseTo(59.75);
  });

  it('is no more once the playlist has ended', () => {
    hls().latestLevelDetails = { live: false, fragmentStart: 4, edge: 61 };
    expect(engine.readWindow()).toBeNull();
  });

  it('is kept up with by playing faster', () => {
    video.script.paused = false;
    video.script.buffered = [[50, 61]];
    video.currentTime = 58;
    hls().latency = 3;
    video.fire('timeupdate');
    expect(video.playbackRate).toBeGreaterThan(1);
  });

  it('tells the latency by the date of the picture', () => {
    vi.setSystemTime(100_000);
    hls().playingDate = new Date(99_150);
    expect(engine.readStats()).toMatchObject({ latency_s: 0.85, target_latency_s: 0.6, bandwidth_bps: 9_000_000 });
    hls().playingDate = null;
    expect(engine.readStats().latency_s).toBeNull();
  });
});

describe('the pace', () => {
  it('is a distance that leaves room, and back, where playback follows the edge', () => {
    hls().latestLevelDetails = { live: true, fragmentStart: 4, edge: 61, partHoldBack: 0.6, holdBack: 12 };
    hls().liveSyncPosition = 55;
    engine.setPace('normal');
    expect(hls()).toMatchObject({ lowLatencyMode: false, targetLatency: 6 });
    expect(video.currentTime).toBe(55);
    engine.followLive(false);
    hls().liveSyncPosition = 60;
    engine.setPace('low');
    expect(hls()).toMatchObject({ lowLatencyMode: true, targetLatency: 0.6 });
    expect(video.currentTime).toBe(55);
  });
});

describe('a moment', () => {
  const fragments = [
    { start: 10, programDateTime: 1_000_000 }, { start: 12, programDateTime: 1_002_000 }, { start: 14, programDateTime: null },
  ];

  it.each([
    [1_001_500, 11.5], [1_002_000, 12], [1_003_500, 13.5], [900_000, 10], [1_900_000, 15.7],
  ])('of %d is found at %d s', (moment_ms, at_s) => {
    engine.load(accessTo(ADDRESS), { moment_ms });
    const details = { fragments, fragmentStart: 10, edge: 16 };
    hls().tell(Events.LEVEL_LOADED, { details });
    expect(hls().started).toEqual([at_s]);
    hls().tell(Events.LEVEL_LOADED, { details });
    expect(hls().started).toHaveLength(1);
  });

  it('is not looked for at the live edge', () => {
    hls().tell(Events.LEVEL_LOADED, { details: { fragments, fragmentStart: 10, edge: 16 } });
    expect(hls().started).toEqual([]);
  });
});

describe('which requests are tried again', () => {
  const retry = { maxNumRetry: 4, retryDelayMs: 0, maxRetryDelayMs: 0 };
  const answer = (code: number): { code: number; url: string; data: string } => ({ code, url: '', data: '' });

  it.each([
    ['a refused connection', 0, 0, false, true],
    ['a server in trouble', 503, 3, false, true],
    ['what is gone', 404, 0, false, false],
    ['a time-out', 404, 0, true, true],
    ['too often', 503, 4, false, false],
  ])('%s', (_case, code, count, isTimeout, expected) => {
    expect(retriesRequest(retry, count, isTimeout, answer(code), false)).toBe(expected);
  });
});
