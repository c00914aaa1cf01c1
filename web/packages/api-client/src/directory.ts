import type { Channel } from './channel';
import type { ServerMessage } from './realtime/messages';

/** What the socket sends of a directory at most, by name. Others are asked for. */
export const PUSHED_MAX = 1000;

/** Channels by name. Snapshot and events: applying the events gives what a fresh snapshot would. */
export type Directory = ReadonlyMap<string, Channel>;

export function applyToDirectory(directory: Directory | null, message: ServerMessage): Directory | null {
  if (message.type === 'directory') return new Map(message.channels.map((channel) => [channel.name, channel]));
  if (directory === null) return null;
  const next = new Map(directory);
  if (message.type === 'channel') {
    next.set(message.channel.name, message.channel);
  } else if (message.type === 'channel_removed') {
    next.delete(message.name);
  } else if (message.type === 'viewers') {
    const channel = next.get(message.channel);
    if (channel) next.set(channel.name, { ...channel, viewer_count: message.viewer_count });
  }
  return next;
}

/** A directory with channels that were asked for; of those it has, it keeps what it has. */
export function withChannels(directory: Directory, channels: readonly Channel[]): Directory {
  return new Map([...channels.map((channel) => [channel.name, channel] as const), ...directory]);
}

/** What is on the air, most watched first, then longest on the air, then by name. */
export function listLive(directory: Directory): Channel[] {
  return [...directory.values()]
    .filter(({ is_live }) => is_live)
    .sort(
      (one, other) =>
        other.viewer_count - one.viewer_count ||
        (one.started_at ?? '').localeCompare(other.started_at ?? '') ||
        one.name.localeCompare(other.name),
    );
}

/** Applies what the socket says to one channel; null when it was removed. */
export function applyToChannel(channel: Channel, message: ServerMessage): Channel | null {
  if (message.type === 'channel' && message.channel.name === channel.name) return message.channel;
  if (message.type === 'viewers' && message.channel === channel.name) {
    return { ...channel, viewer_count: message.viewer_count };
  }
  return message.type === 'channel_removed' && message.name === channel.name ? null : channel;
}
