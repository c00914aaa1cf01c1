import type { BroadcastSnapshot } from '@klieg/broadcast';

/** Why one cannot go live now; null when one can. */
export type Hindrance =
  | 'obstacle' | 'not-asked' | 'no-picture' | 'no-key' | 'bad-key' | 'no-address' | 'bad-address' | 'mixed'
  | 'elsewhere' | 'just-ended';

/** How long the channel may still look live after this page ended its stream. */
const ECHO_MS = 6000;

export interface ReadinessFacts {
  readonly snapshot: Pick<BroadcastSnapshot, 'obstacle' | 'asked' | 'picture' | 'phase'>;
  /** What is wrong with what was entered. */
  readonly entered: Hindrance | null;
  /** Whether the channel, if it is known, is on the air. */
  readonly channelIsLive: boolean;
  readonly sinceEnded_ms: number;
}

export function findHindrance({ snapshot, entered, channelIsLive, sinceEnded_ms }: ReadinessFacts): Hindrance | null {
  if (snapshot.phase !== 'idle') return null;
  if (snapshot.obstacle !== null) return 'obstacle';
  if (channelIsLive) return sinceEnded_ms < ECHO_MS ? 'just-ended' : 'elsewhere';
  if (snapshot.asked !== 'yes' && snapshot.picture === null) return 'not-asked';
  if (snapshot.picture === null) return 'no-picture';
  return entered;
}
