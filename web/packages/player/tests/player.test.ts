import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Player, readPhase } from '../src/player';
import { ADDRESS, FakeEngine, flow, makeShelf, SOURCE, makeVideo, type ScriptedVideo } from './fakes';

let video: ScriptedVideo;
let engine: FakeEngine;
let shelf: ReturnType<typeof makeShelf>;
let player: Player;

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

function makePlayer(): Player {
  return new Player({
    video,
    container: document.createElement('div'),
    shelf,
    chooseEngine: (_kind, _video, events) => {
      engine = new FakeEngine(events);
      return Promise.resolve(engine);
    },
  });
}

beforeEach(() => {
  video = makeVideo();
  shelf = makeShelf();
  player = makePlayer();
});

async function playing(): Promise<void> {
  player.load(SOURCE);
  await settled();
  flow(video);
}

describe('loading', () => {
  it('goes from idle over loading to playing', async () => {
    expect(player.snapshot.phase).toBe('idle');
    player.load(SOURCE);
    expect(player.snapshot).toMatchObject({ phase: 'loading', waiting: true, hasPicture: false });
    await settled();
    expect(engine.loaded).toEqual([ADDRESS]);
    flow(video);
    expect(player.snapshot).toMatchObject({
      phase: 'playing', waiting: false, hasPicture: true, size: { width: 1280, height: 720 },
    });
  });

  it('says when this browser has no engine', async () => {
    player = new Player({ video, container: video, shelf: null, chooseEngine: () => Promise.resolve(null) });
    player.load(SOURCE);
    await settled();
    expect(player.snapshot).toMatchObject({ phase: 'failed', failure: { kind: 'unsupported' } });
  });

  it('forgets a load that was overtaken by an unload', async () => {
    player.load(SOURCE);
    player.unload();
    await settled();
    expect(engine.loaded).toEqual([]);
    expect(engine.destroyed).toBe(true);
    expect(player.snapshot.phase).toBe('idle');
  });

  it('fails by what the engine reports, and a retry loads the same address again', async () => {
    await playing();
    engine.events.onFailure({ kind: 'network', detail: '502' });
    expect(player.snapshot).toMatchObject({ phase: 'failed', waiting: false, failure: { kind: 'network' } });
    player.request('retry');
    await settled();
    expect(engine.loaded).toEqual([ADDRESS, ADDRESS]);
    expect(player.snapshot.failure).toBeNull();
  });

  it('ends when the buffer has played out', async () => {
    await playing();
    video.script.ended = true;
    video.fire('ended');
    expect(player.snapshot.phase).toBe('ended');
  });
});

describe('autoplay', () => {
  it('begins muted when the browser refuses sound, and does not keep that as a wish', async () => {
    video.script.refuse = 'with-sound';
    await playing();
    expect(player.snapshot).toMatchObject({ autoplay: 'muted', muted: true });
    player.request('togglePlayback');
    expect(shelf.kept).toEqual({});
  });

  it('offers to play when the browser refuses everything', async () => {
    video.script.refuse = 'always';
    await playing();
    expect(player.snapshot).toMatchObject({ autoplay: 'refused', muted: false, phase: 'paused' });
    video.script.refuse = 'never';
    player.request('play');
    await settled();
    expect(player.snapshot).toMatchObject({ autoplay: 'allowed', phase: 'playing' });
  });

  it('is over once the person unmutes', async () => {
    video.script.refuse = 'with-sound';
    await playing();
    player.request('setMuted', false);
    video.fire('volumechange');
    expect(player.snapshot).toMatchObject({ autoplay: 'allowed', muted: false, volume: 1 });
  });
});

describe('sound', () => {
  it('restores the level before muting, also after the slider went to zero', () => {
    player.request('setVolume', 0.4);
    player.request('toggleMuted');
    video.fire('volumechange');
    expect(player.snapshot).toMatchObject({ muted: true, volume: 0.4 });
    player.request('toggleMuted');
    player.request('setVolume', 0);
    video.fire('volumechange');
    expect(player.snapshot.muted).toBe(true);
    player.request('toggleMuted');
    video.fire('volumechange');
    expect(player.snapshot).toMatchObject({ muted: false, volume: 0.4 });
  });

  it('is muted and back by two keys at once', () => {
    player.request('toggleMuted');
    player.request('toggleMuted');
    video.fire('volumechange');
    expect(player.snapshot.muted).toBe(false);
  });

  it('starts with the level kept from the visit before', () => {
    player.request('setVolume', 0.25);
    video = makeVideo();
    player = makePlayer();
    expect(player.snapshot).toMatchObject({ volume: 0.25, muted: false });
  });

  it.each([
    [1.7, 1],
    [0.3, 0.3],
  ])('takes a level of %f as %f', (wanted, level) => {
    player.request('setVolume', wanted);
    expect(video.volume).toBe(level);
  });

  it('goes up from silence when the volume is raised by key', () => {
    player.request('setMuted', true);
    video.fire('volumechange');
    player.request('changeVolume', 0.05);
    expect(video.muted).toBe(false);
    expect(video.volume).toBeCloseTo(0.05);
  });
});

describe('the live window', () => {
  it('seeks back within the window and stops following the edge', async () => {
    await playing();
    video.currentTime = 60;
    player.request('seekBy', -10);
    expect(video.currentTime).toBe(50);
    expect(engine.following).toBe(false);
    video.fire('seeked');
    expect(player.snapshot.live).toMatchObject({ behind_s: 10, atEdge: false });
  });

  it('never leaves the window', async () => {
    await playing();
    player.request('seek', -100);
    expect(video.currentTime).toBe(0);
    player.request('seekBy', 1000);
    expect(video.currentTime).toBe(60);
    expect(engine.following).toBe(true);
  });

  it('goes live and plays when it was paused', async () => {
    await playing();
    player.request('pause');
    player.request('goLive');
    await settled();
    expect(video.currentTime).toBe(60);
    expect(video.script.paused).toBe(false);
    expect(engine.following).toBe(true);
  });

  it('resumes live when the paused moment has left the window', async () => {
    await playing();
    video.currentTime = 5;
    player.request('pause');
    engine.window = { start_s: 100, edge_s: 221, target_s: 220 };
    player.request('togglePlayback');
    expect(video.currentTime).toBe(220);
  });

  it('follows again after a pause so short that it is still live', async () => {
    await playing();
    video.currentTime = 59;
    player.request('pause');
    expect(engine.following).toBe(false);
    player.request('play');
    expect(engine.following).toBe(true);
  });
});

describe('renditions and stats', () => {
  it('lists what the engine found and passes the choice on', async () => {
    await playing();
    const rendition = { id: 0, width: 1280, height: 720, frameRate: 30, bitrate_bps: 2_600_000 };
    engine.events.onRenditions([rendition]);
    engine.events.onCurrentRendition(0);
    player.request('chooseRendition', 0);
    expect(engine.choices).toEqual([0]);
    expect(player.snapshot).toMatchObject({ renditions: [rendition], current: 0, chosen: 0 });
    expect(player.readStats()).toMatchObject({
      engine: 'fake', latency_s: 0.8, bitrate_bps: 2_600_000, droppedFrames: 4, stalls: 0,
    });
  });

  it('counts an interruption once', async () => {
    await playing();
    video.script.readyState = 2;
    video.fire('waiting');
    video.fire('timeupdate');
    expect(player.snapshot.waiting).toBe(true);
    expect(player.readStats().stalls).toBe(1);
  });
});

it('lets go of everything when destroyed', async () => {
  await playing();
  const listener = vi.fn();
  player.subscribe(listener);
  player.destroy();
  listener.mockClear();
  video.fire('volumechange');
  expect(engine.destroyed).toBe(true);
  expect(listener).not.toHaveBeenCalled();
});

describe('readPhase', () => {
  const nothing = { paused: true, ended: false, hasPicture: false };

  it.each(['idle', 'failed'] as const)('stays %s whatever the element says', (phase) => {
    expect(readPhase(phase, { paused: false, ended: true, hasPicture: true })).toBe(phase);
  });

  it.each([
    ['loading', { ...nothing }, 'loading'],
    ['loading', { ...nothing, hasPicture: true }, 'paused'],
    ['loading', { ...nothing, paused: false, hasPicture: true }, 'playing'],
    ['playing', { ...nothing, paused: true, ended: true, hasPicture: true }, 'ended'],
    ['ended', { ...nothing }, 'ended'],
    ['playing', { ...nothing }, 'loading'],
  ] as const)('from %s', (before, element, after) => {
    expect(readPhase(before, element)).toBe(after);
  });
});
