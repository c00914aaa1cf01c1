import { describe, expect, it, vi } from 'vitest';
import { NativeEngine } from '../src/engines/native';
import { makeVideo } from './fakes';

function events() {
  return { onRenditions: vi.fn(), onCurrentRendition: vi.fn(), onRecovering: vi.fn(), onFailure: vi.fn() };
}

describe('NativeEngine', () => {
  it('gives the address to the element and takes it away again', () => {
    const video = makeVideo();
    const engine = new NativeEngine(video, events());
    engine.load('http://media.test/index.m3u8');
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
});
