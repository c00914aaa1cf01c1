import type { components } from './schema';

/** What a channel shows where the server has it. */
interface Pictures {
  /** 16:9; none: the colour alone. */
  readonly banner_url?: string | null;
  /** What is on the air now, made anew every few seconds; 404 where there is no picture yet. */
  readonly thumbnail_url?: string | null;
  readonly follower_count?: number;
}

/** A channel as everyone may see it. */
export type Channel = Readonly<components['schemas']['PublicChannelView']> & Pictures;
