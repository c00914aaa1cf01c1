import type { components } from './schema';

/** A channel as everyone may see it. */
export type Channel = Readonly<components['schemas']['PublicChannelView']>;
