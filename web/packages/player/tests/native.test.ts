import { afterEach, describe, expect, it, vi } from 'vitest';
import { NativeEngine } from '../src/engines/native';
import { accessTo, makeVideo } from './fakes';

function events() {
  return { onRenditions: vi.fn(), onCurrentRendition: vi.fn(), onRecovering: vi.fn(), onFailure: vi.fn() };
}

describe('NativeEngine', () => {
  it('gives the address to the element and takes it away again', () => {
    const video = makeVideo();
    const engine = new NativeEngine(video, events());
    engine.load(accessTo('http://media.test/index.m3u8'), 'live');
    expect(video.getAttribute('src')).toBe('http://media.test/index.m3u8');
    engine.destroy();
    expect(video.hasAttribute('src')).toBe(false);
  });

  it('reads the window from what can be sought', () => {
    const video = makeVideo();
    const seekable = { length: 1, start: () => 10, end: () => 70 };
    Object.defineProperty(video, 'seekable', { get: () => seekable });
    const engine = new NativeEngine(video, events());
    expect(engine.readWindow()).toEqual({ start_s: 10, edge_s: 70, target_s: 68 });
    seekable.length = 0;
    expect(engine.readWindow()).toBeNull();
  });

  it('tells the latency where the element knows its start date', () => {
    const video = Object.assign(makeVideo(), { getStartDate: () => new Date(Date.now() - 30_000) });
    video.currentTime = 28;
    const { latency_s } = new NativeEngine(video, events()).readStats();
    expect(latency_s).toBeGreaterThan(1.9);
    expect(latency_s).toBeLessThan(3);
  });

  describe('an error', () => {
    afterEach(() => {
      vi.useRealTimers();
      vi.unstubAllGlobals();
    });

    function failing(code: number) {
      vi.useFakeTimers();
      vi.stubGlobal('fetch', () => Promise.reject(new TypeError('away')));
      const video = makeVideo();
      const load = vi.spyOn(video, 'load').mockImplementation(() => undefined);
      const told = events();
      const engine = new NativeEngine(video, told);
      engine.load(accessTo('http://media.test/index.m3u8'), 'live');
      Object.defineProperty(video, 'error', { get: () => ({ code, message: 'broken' }) });
      video.fire('error');
      return { video, load, told };
    }

    it('of an address that is refused brings another one', async () => {
      vi.useFakeTimers();
      vi.stubGlobal('fetch', () => Promise.resolve({ ok: false, status: 403 }));
      const [video, told] = [makeVideo(), events()];
      vi.spyOn(video, 'load').mockImplementation(() => undefined);
      const renew = vi.fn().mockResolvedValue({ hls: 'http://media.test/new.m3u8', whep: null });
      new NativeEngine(video, told).load(accessTo('http://media.test/index.m3u8', renew), 'live');
      Object.defineProperty(video, 'error', { get: () => ({ code: 4, message: 'not found' }) });
      video.fire('error');
      await vi.advanceTimersByTimeAsync(1000);
      expect(video.getAttribute('src')).toBe('http://media.test/new.m3u8');
      expect(renew).toHaveBeenCalledTimes(1);
    });

    it('of the network is tried again until it plays', async () => {
      const { video, load, told } = failing(2);
      expect(told.onRecovering).toHaveBeenLastCalledWith(true);
      await vi.advanceTimersByTimeAsync(400);
      expect(load).toHaveBeenCalledTimes(2);
      video.fire('playing');
      expect(told.onRecovering).toHaveBeenLastCalledWith(false);
      expect(told.onFailure).not.toHaveBeenCalled();
    });

    it('of the network that stays becomes a failure', async () => {
      const { video, told } = failing(4);
      for (let second = 0; second < 60; second += 1) {
        await vi.advanceTimersByTimeAsync(1000);
        if (second < 50) video.fire('error');
      }
      expect(told.onFailure).toHaveBeenCalledWith(expect.objectContaining({ kind: 'network' }));
    });

    it('of the decoder is told at once', () => {
      expect(failing(3).told.onFailure).toHaveBeenCalledExactlyOnceWith({ kind: 'media', detail: '3 broken' });
    });
  });
});
