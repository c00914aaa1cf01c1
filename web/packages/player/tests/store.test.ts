import { describe, expect, it, vi } from 'vitest';
import { keepSound, readSound } from '../src/preferences';
import { PlayerStore } from '../src/store';
import { makeShelf } from './fakes';

describe('PlayerStore', () => {
  it('tells a listener now and after changes only', () => {
    const store = new PlayerStore();
    const listener = vi.fn();
    const stop = store.subscribe(listener);
    expect(listener).toHaveBeenCalledTimes(1);
    store.observe({ muted: false, volume: 1, size: null });
    expect(listener).toHaveBeenCalledTimes(1);
    store.observe({ size: { width: 1, height: 2 } });
    store.observe({ size: { width: 1, height: 2 }, renditions: [] });
    expect(listener).toHaveBeenCalledTimes(2);
    stop();
    store.observe({ muted: true });
    expect(listener).toHaveBeenCalledTimes(2);
  });

  it('never changes a snapshot that was given away', () => {
    const store = new PlayerStore();
    const before = store.snapshot;
    store.observe({ muted: true });
    expect(before.muted).toBe(false);
    expect(store.snapshot.muted).toBe(true);
  });

  it('notices a list that got shorter', () => {
    const store = new PlayerStore();
    store.observe({ renditions: [{ id: 0, width: 1, height: 1, frameRate: 30, bitrate_bps: 1 }] });
    store.observe({ renditions: [] });
    expect(store.snapshot.renditions).toEqual([]);
  });
});

describe('the kept level of sound', () => {
  it('comes back as it was', () => {
    const shelf = makeShelf();
    keepSound(shelf, { volume: 0.3, muted: true });
    expect(readSound(shelf)).toEqual({ volume: 0.3, muted: true });
  });

  it.each(['', 'null', '{', '[]', '{"volume":7,"muted":false}', '{"volume":0,"muted":false}', '{"volume":"1","muted":0}'])(
    'is full when %j was kept',
    (text) => {
      expect(readSound(makeShelf({ 'klieg.sound': text }))).toEqual({ volume: 1, muted: false });
    },
  );

  it('is full when storage is forbidden', () => {
    const forbid = (): never => {
      throw new DOMException('forbidden', 'SecurityError');
    };
    expect(readSound({ getItem: forbid, setItem: forbid })).toEqual({ volume: 1, muted: false });
    expect(() => keepSound({ getItem: forbid, setItem: forbid }, { volume: 1, muted: false })).not.toThrow();
    expect(readSound(null)).toEqual({ volume: 1, muted: false });
  });
});
