import type { Channel } from '@klieg/api-client';
import type { LatencyMode, PlayerSnapshot, Source } from '@klieg/player';

/** Names the time on air that a channel is having; null while it has none. */
export function airing(channel: Pick<Channel, 'is_live' | 'session_id' | 'started_at' | 'name'>): string | null {
  return channel.is_live ? (channel.session_id ?? channel.started_at ?? channel.name) : null;
}

const MODES: Readonly<Record<Channel['latency_mode'], LatencyMode>> = {
  ULTRA_LOW: 'ultra-low', LOW: 'low', NORMAL: 'normal',
};

/** The ways of getting a channel. */
export function sourceOf({ playback_url, whep_url, latency_mode }: Pick<Channel, 'playback_url' | 'whep_url' | 'latency_mode'>): Source {
  return { hls: playback_url, whep: whep_url, latency: MODES[latency_mode] };
}

export type Step = 'load' | 'unload' | 'stay';

/**
 * What the player should do, given what is on the air and what it holds (`loaded`: the airing it was given). What it
 * has buffered always plays out before the next airing or the empty stage.
 */
export function decideStep(
  onAir: string | null,
  loaded: string | null,
  player: Pick<PlayerSnapshot, 'phase' | 'waiting'>,
): Step {
  if (loaded === null) return onAir === null ? 'stay' : 'load';
  if (onAir === loaded) return 'stay';
  const playsOut = player.phase === 'paused' || (player.phase === 'playing' && !player.waiting);
  if (playsOut) return 'stay';
  return onAir === null ? 'unload' : 'load';
}
