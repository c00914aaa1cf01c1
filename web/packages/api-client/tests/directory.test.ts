import { describe, expect, it } from 'vitest';
import { applyToChannel, applyToDirectory, type Channel, type Directory, listLive, type ServerMessage } from '../src';

function channel(name: string, more: Partial<Channel> = {}): Channel {
  return {
    name, title: null, display_name: name, color: 'blue', avatar_url: '/avatars/bear.svg', description: null, category: null,
    banner_url: null, thumbnail_url: null, follower_count: 0, is_partner: false, tags: [], links: [], mature: false, playback_url: `http://media.test/hls/${name}/index.m3u8`,
    whep_url: `http://media.test/whep/${name}`, is_live: true, viewer_count: 0, publisher_muted: [],
    started_at: '2026-01-01T10:00:00Z', latency_mode: 'LOW', session_id: 'st_1', ...more,
  };
}

const apply = (...messages: ServerMessage[]): Directory | null => {
  let directory: Directory | null = null;
  for (const message of messages) directory = applyToDirectory(directory, message);
  return directory;
};

describe('the directory', () => {
  it('is unknown until its snapshot came', () => {
    expect(apply({ type: 'channel', channel: channel('a') })).toBeNull();
  });

  it('after events is what a fresh snapshot would say', () => {
    const after = apply(
      { type: 'directory', channels: [channel('a'), channel('b'), channel('c')] },
      { type: 'viewers', channel: 'b', viewer_count: 4 },
      { type: 'viewers', channel: 'nobody', viewer_count: 9 },
      { type: 'channel', channel: channel('a', { is_live: false, started_at: null }) },
      { type: 'channel', channel: channel('d', { title: 'New' }) },
      { type: 'channel_removed', name: 'c' },
    );
    const fresh = apply({ type: 'directory', channels: [channel('b', { viewer_count: 4 }), channel('d', { title: 'New' })] });
    expect(listLive(after ?? new Map())).toEqual(listLive(fresh ?? new Map()));
  });

  it('lists the most watched first, then the longest on the air', () => {
    const directory = apply({
      type: 'directory',
      channels: [
        channel('late', { started_at: '2026-01-01T12:00:00Z' }),
        channel('early'),
        channel('b-early'),
        channel('busy', { viewer_count: 7 }),
      ],
    });
    expect(listLive(directory ?? new Map()).map(({ name }) => name)).toEqual(['busy', 'b-early', 'early', 'late']);
  });
});

describe('one channel', () => {
  it('takes what is about it and nothing else', () => {
    const before = channel('a');
    expect(applyToChannel(before, { type: 'viewers', channel: 'b', viewer_count: 2 })).toBe(before);
    expect(applyToChannel(before, { type: 'viewers', channel: 'a', viewer_count: 2 })).toEqual({ ...before, viewer_count: 2 });
    expect(applyToChannel(before, { type: 'channel', channel: channel('a', { is_live: false }) })?.is_live).toBe(false);
    expect(applyToChannel(before, { type: 'channel_removed', name: 'a' })).toBeNull();
    expect(applyToChannel(before, { type: 'hello', beat_ms: 1 })).toBe(before);
  });
});
