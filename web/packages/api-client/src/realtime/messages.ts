import type { Channel } from '../channel';

/** The first message: how often players report, and where encoders and browsers publish to if the server tells. */
export interface Hello {
  readonly type: 'hello';
  readonly beat_ms: number;
  readonly ingest_url?: string;
  readonly whip_url?: string;
}

/** What the realtime socket says. */
export type ServerMessage =
  | Hello
  | { readonly type: 'channel'; readonly channel: Channel }
  | { readonly type: 'viewers'; readonly channel: string; readonly viewer_count: number }
  | { readonly type: 'directory'; readonly channels: readonly Channel[] }
  | { readonly type: 'channel_removed'; readonly name: string };

/** What the page says. A beat tells that a playback session plays; bye, that it no longer does. */
export type ClientMessage =
  | { readonly type: 'watch' | 'unwatch'; readonly channel: string }
  | { readonly type: 'directory' }
  | { readonly type: 'beat' | 'bye'; readonly channel: string; readonly playback_session_id: string };

const KNOWN: ReadonlySet<unknown> = new Set<ServerMessage['type']>([
  'hello', 'channel', 'viewers', 'directory', 'channel_removed',
]);

/** Reads one frame; null for what this page does not know, so that a newer server may say more. */
export function readMessage(frame: unknown): ServerMessage | null {
  if (typeof frame !== 'string') return null;
  try {
    const message = JSON.parse(frame) as { type?: unknown } | null;
    return KNOWN.has(message?.type) ? (message as ServerMessage) : null;
  } catch {
    return null;
  }
}
