import type { components } from './schema';

/** A channel as everyone may see it. */
export type Channel = Readonly<components['schemas']['PublicChannelView']>;
/** Channels in the order that was asked for; `next_offset` brings more. */
export type ChannelList = Readonly<components['schemas']['ChannelList']>;
/** Live channels, those that went live last first. */
export type LivePage = Readonly<components['schemas']['LivePage']>;
