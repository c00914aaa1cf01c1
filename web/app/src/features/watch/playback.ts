import { ApiProblem, type Channel, type Playback } from '@klieg/api-client';
import { type Addresses, type LatencyMode, type PlayerSnapshot, type Source, SourceRefused } from '@klieg/player';

/** Names the time on air that a channel is having; null while it has none. */
export function airing(channel: Pick<Channel, 'is_live' | 'session_id' | 'started_at' | 'name'>): string | null {
  return channel.is_live ? (channel.session_id ?? channel.started_at ?? channel.name) : null;
}

const MODES: Readonly<Record<Channel['latency_mode'], LatencyMode>> = {
  ULTRA_LOW: 'ultra-low', LOW: 'low', NORMAL: 'normal',
};

/**
 * The ways of getting a channel: asked for at each load, and again when they are refused, as a token in them is good for
 * a while only. While nobody answers the channel's plain addresses have to do; an open channel needs no other.
 */
export function sourceOf(
  { name, playback_url, whep_url, latency_mode }: Pick<Channel, 'name' | 'playback_url' | 'whep_url' | 'latency_mode'>,
  ask: (name: string) => Promise<Playback>,
): Source {
  const renew = async (): Promise<Addresses> => {
    try {
      const { playback_url: hls, whep_url: whep, token: bearer } = await ask(name);
      return { hls, whep, bearer };
    } catch (error) {
      if (error instanceof ApiProblem && error.code === 'banned') throw new SourceRefused(error.message);
      return { hls: playback_url, whep: whep_url };
    }
  };
  return { latency: MODES[latency_mode], renew };
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
