import { describe, expect, it } from 'vitest';
import { Margin, steer } from '../src/catch-up';
import { LiveFollower } from '../src/engines/follower';
import { clampToWindow, placeInWindow } from '../src/live-window';
import { delayBeforeAttempt, GIVE_UP_AFTER_MS } from '../src/recovery';
import { StallCounter } from '../src/stalls';
import { makeVideo } from './fakes';

describe('steer', () => {
  it.each([
    ['on target', { latency_s: 0.62, target_s: 0.6, buffer_s: 0.5 }, 1],
    ['a little late', { latency_s: 0.8, target_s: 0.6, buffer_s: 0.6 }, 1.02],
    ['late', { latency_s: 3, target_s: 0.6, buffer_s: 2 }, 1.1],
    ['late, but about to run dry', { latency_s: 3, target_s: 0.6, buffer_s: 0.2 }, 1],
    ['running dry at the edge', { latency_s: 0.5, target_s: 0.6, buffer_s: 0.05 }, 0.95],
  ])('%s', (_case, distance, rate) => {
    expect(steer(distance)).toEqual({ jump: false, rate });
  });

  it('jumps over what is late and fetched while playback settles', () => {
    const late = { latency_s: 2.2, target_s: 0.6, buffer_s: 2.1 };
    expect(steer({ ...late, settling: true })).toEqual({ jump: true });
    expect(steer({ ...late, buffer_s: 1, settling: true })).toEqual({ jump: false, rate: 1.1 });
    expect(steer({ ...late, settling: false })).toEqual({ jump: false, rate: 1.1 });
  });

  it('jumps when catching up would take minutes', () => {
    expect(steer({ latency_s: 8, target_s: 0.6, buffer_s: 5 })).toEqual({ jump: true });
  });

  it('never plays faster or slower than a listener would accept', () => {
    for (let latency_s = 0; latency_s < 6; latency_s += 0.05) {
      for (const buffer_s of [0, 0.1, 0.3, 0.5, 3]) {
        const steering = steer({ latency_s, target_s: 0.6, buffer_s });
        if (!steering.jump) expect(steering.rate).toBeGreaterThanOrEqual(0.95);
        if (!steering.jump) expect(steering.rate).toBeLessThanOrEqual(1.1);
      }
    }
  });
});

describe('Margin', () => {
  it('grows with stalls up to a bound and is given back over time', () => {
    const margin = new Margin();
    expect(margin.read(0)).toBe(0);
    margin.noteStall(10);
    expect(margin.read(10)).toBeCloseTo(0.25);
    expect(margin.read(20)).toBeCloseTo(0.15);
    for (let index = 0; index < 30; index += 1) margin.noteStall(20);
    expect(margin.read(20)).toBe(2);
    expect(margin.read(10_000)).toBe(0);
  });
});

describe('LiveFollower', () => {
  const late = { latency_s: 2, holdBack_s: 0.6, buffer_s: 2, target_s: 30 };

  function follower(): { video: ReturnType<typeof makeVideo>; follower: LiveFollower } {
    const video = makeVideo();
    video.script.paused = false;
    return { video, follower: new LiveFollower(video, () => 0) };
  }

  it('plays faster while late and normally once the person looks at the past', () => {
    const { video, follower: live } = follower();
    live.steer(late);
    expect(video.playbackRate).toBeGreaterThan(1);
    live.following = false;
    live.steer(late);
    expect(video.playbackRate).toBe(1);
  });

  it('jumps to the live position when far behind', () => {
    const { video, follower: live } = follower();
    live.steer({ ...late, latency_s: 20 });
    expect(video.currentTime).toBe(30);
  });

  it('jumps once while a source settles, and again for a new source', () => {
    const video = makeVideo();
    video.script.paused = false;
    let now_s = 0;
    const live = new LiveFollower(video, () => now_s);
    const settle = (at_s: number): number => {
      now_s = at_s;
      video.currentTime = 0;
      live.steer(late);
      return video.currentTime;
    };
    expect([settle(0), settle(0.3), settle(0.6), settle(0.9)]).toEqual([0, 0, 30, 0]);
    live.reset();
    expect([settle(10), settle(10.6), settle(20)]).toEqual([0, 30, 0]);
  });

  it('accepts a longer distance after a stall', () => {
    const { follower: live } = follower();
    live.noteStall();
    expect(live.targetLatency_s(0.6)).toBeCloseTo(0.85);
  });
});

describe('the live window', () => {
  const reading = { start_s: 10, edge_s: 131, target_s: 130 };

  it('is nothing without media', () => {
    expect(placeInWindow(null, 0)).toBeNull();
    expect(placeInWindow({ start_s: 5, edge_s: 5, target_s: 5 }, 5)).toBeNull();
    expect(placeInWindow({ start_s: Number.NaN, edge_s: 5, target_s: 5 }, 5)).toBeNull();
  });

  it.each([
    [130, 0, true],
    [130.6, 0, true],
    [127.5, 2.5, true],
    [126.9, 3.1, false],
    [40, 90, false],
  ])('at %f s is %f s behind', (position_s, behind_s, atEdge) => {
    const live = placeInWindow(reading, position_s);
    expect(live?.behind_s).toBeCloseTo(behind_s);
    expect(live?.atEdge).toBe(atEdge);
  });

  it.each([
    [0, 10],
    [50, 50],
    [Number.POSITIVE_INFINITY, 130],
  ])('takes %f as %f', (wanted_s, at_s) => {
    expect(clampToWindow(reading, wanted_s)).toBe(at_s);
  });
});

describe('delayBeforeAttempt', () => {
  it('grows to four seconds and spreads by half', () => {
    expect(delayBeforeAttempt(0, 0, 0)).toBe(200);
    expect(delayBeforeAttempt(0, 0, 0.999)).toBe(400);
    expect(delayBeforeAttempt(50, 20_000, 0.999)).toBe(3998);
  });

  it('gives up in the end', () => {
    expect(delayBeforeAttempt(9, GIVE_UP_AFTER_MS, 0)).toBeNull();
  });
});

describe('StallCounter', () => {
  const flowing = { waiting: false, paused: false, seeking: false };

  it('does not count the start, seeking or a pause', () => {
    const stalls = new StallCounter();
    stalls.observe({ ...flowing, waiting: true });
    stalls.observe(flowing);
    stalls.observe({ ...flowing, seeking: true, waiting: true });
    stalls.observe({ ...flowing, waiting: true });
    stalls.observe(flowing);
    stalls.observe({ ...flowing, paused: true });
    stalls.observe({ ...flowing, waiting: true });
    expect(stalls.count).toBe(0);
  });

  it('counts each interruption', () => {
    const stalls = new StallCounter();
    for (let index = 0; index < 3; index += 1) {
      stalls.observe(flowing);
      stalls.observe({ ...flowing, waiting: true });
      stalls.observe({ ...flowing, waiting: true });
    }
    expect(stalls.count).toBe(3);
    stalls.reset();
    expect(stalls.count).toBe(0);
  });
});
