import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Arrivals } from '../src/publish/arrivals';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watched(): { arrive: () => void; silences: () => number; arrivals: Arrivals } {
  let [bytes, silences] = [0, 0];
  const arrivals = new Arrivals(
    () => Promise.resolve(bytes),
    () => Date.now(),
    () => (silences += 1),
  );
  return { arrive: () => (bytes += 100), silences: () => silences, arrivals };
}

async function pass(seconds: number, each: () => void = () => undefined): Promise<void> {
  for (let passed = 0; passed < seconds * 2; passed += 1) {
    each();
    await vi.advanceTimersByTimeAsync(500);
  }
}

describe('Arrivals', () => {
  it('says once that a server which answered all the time fell silent', async () => {
    const { arrive, silences } = watched();
    await pass(4, arrive);
    await pass(2.5);
    expect(silences()).toBe(0);
    await pass(1.5);
    expect(silences()).toBe(1);
    await pass(10);
    expect(silences()).toBe(1);
  });

  it('lives through a short pause', async () => {
    const { arrive, silences } = watched();
    await pass(4, arrive);
    await pass(2);
    await pass(4, arrive);
    expect(silences()).toBe(0);
    await pass(4);
    expect(silences()).toBe(1);
  });

  it('is patient with a server that answers seldom', async () => {
    const { arrive, silences } = watched();
    for (let answer = 0; answer < 8; answer += 1) {
      arrive();
      await pass(4);
    }
    await pass(6);
    expect(silences()).toBe(0);
    await pass(4);
    expect(silences()).toBe(1);
  });

  it('does not judge a server whose pace it does not know', async () => {
    const { arrive, silences } = watched();
    arrive();
    await pass(20);
    expect(silences()).toBe(0);
  });

  it('is over when it is stopped', async () => {
    const { arrive, silences, arrivals } = watched();
    await pass(4, arrive);
    arrivals.stop();
    await pass(10);
    expect(silences()).toBe(0);
  });
});
