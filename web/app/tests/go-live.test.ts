import { beforeAll, describe, expect, it } from 'vitest';
import { explainFailure } from '../src/features/go-live/failures';
import { findHindrance, type ReadinessFacts } from '../src/features/go-live/readiness';
import { keepFields, looksLikeKey, readFields, whipAddress } from '../src/features/go-live/target';
import { words, wordsReady } from '../src/features/go-live/words';
import { explainShortfall } from '../src/shared/player/shortfall';
import { stringsReady } from '../src/shared/strings';

beforeAll(() => Promise.all([wordsReady(), stringsReady()]));

describe('whether one can go live', () => {
  const picture = {} as MediaStreamTrack;
  const ready: ReadinessFacts = {
    snapshot: { obstacle: null, asked: 'yes', picture, phase: 'idle' },
    entered: null, channelIsLive: false, sinceEnded_ms: Number.POSITIVE_INFINITY,
  };

  it.each([
    ['all is there', {}, {}, null],
    ['plain HTTP', { obstacle: 'insecure' }, { entered: 'no-key' }, 'obstacle'],
    ['nobody was asked', { asked: 'no', picture: null }, { entered: 'no-key' }, 'not-asked'],
    ['a screen is shared and nobody was asked', { asked: 'no' }, {}, null],
    ['there is no picture', { picture: null }, {}, 'no-picture'],
    ['the key is missing', {}, { entered: 'no-key' }, 'no-key'],
    ['the channel is live elsewhere', { asked: 'no', picture: null }, { channelIsLive: true }, 'elsewhere'],
    ['the echo of our own stream', {}, { channelIsLive: true, sinceEnded_ms: 800 }, 'just-ended'],
    ['it is our own stream', { phase: 'live' }, { channelIsLive: true }, null],
  ] as const)('when %s', (_case, snapshot, facts, expected) => {
    expect(findHindrance({ ...ready, ...facts, snapshot: { ...ready.snapshot, ...snapshot } })).toBe(expected);
    if (expected) expect(words.hindrances[expected]).toMatch(/[.…]$/);
  });
});

describe('where to', () => {
  const page = { protocol: 'https:', hostname: 'live.test' };

  it.each([
    [{ whip_url: 'https://node.test/whip' }, null, 'https://node.test/whip'],
    [null, { playback_url: 'https://media.test/hls/demo/index.m3u8' }, 'https://media.test/whip'],
    [{}, null, 'https://live.test:8081/whip'],
  ])('%j, %j', (hello, channel, address) => {
    expect(whipAddress(hello, channel, page)).toBe(address);
  });

  it.each([
    [`sk_${'a2'.repeat(16)}`, true], [` sk_${'a2'.repeat(16)}\n`, true], ['sk_short', false], [`SK_${'a2'.repeat(16)}`, false],
  ])('%j is a key: %s', (key, expected) => {
    expect(looksLikeKey(key)).toBe(expected);
  });
});

describe('fields', () => {
  const makeShelf = () => {
    const kept = new Map<string, string>();
    return {
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, value: string) => void kept.set(name, value),
      removeItem: (name: string) => void kept.delete(name),
    };
  };

  it('are kept only when asked for', () => {
    const shelf = makeShelf();
    keepFields(shelf, 'k', { key: 'sk_x' });
    expect(readFields(shelf, 'k')).toEqual({ key: 'sk_x' });
    keepFields(shelf, 'k', null);
    expect(readFields(shelf, 'k')).toBeNull();
  });

  it.each([['not JSON', null], ['7', null], ['{"key":7,"name":"x"}', { name: 'x' }]])('%j counts for what it is', (text, fields) => {
    const shelf = makeShelf();
    shelf.setItem('k', text);
    expect(readFields(shelf, 'k')).toEqual(fields);
  });
});

describe('sentences', () => {
  it('are the server\'s own where it has a reason of its own', () => {
    expect(explainFailure({ kind: 'refused', sentence: 'H.264 is needed.' })).toBe('H.264 is needed.');
    expect(explainFailure({ kind: 'credential', sentence: 'unknown' })).toBe(words.failures.credential.text);
    expect(explainFailure({ kind: 'stopped', sentence: null })).toBe(words.failures.stopped.text);
    expect(explainShortfall({ why: 'refused', sentence: 'It has B-frames.' })).toContain('It has B-frames.');
    expect(explainShortfall({ why: 'blocked', sentence: null })).toMatch(/network/);
  });
});
