import type { ApiClient } from './client';
import type { Channel } from './channel';

/** How a channel presents itself. */
export interface ChannelLook {
  readonly display_name: string;
  readonly color: string;
  readonly avatar_url: string;
  readonly banner_url: string | null;
  readonly description: string | null;
  readonly category: string | null;
  readonly tags: readonly string[];
  readonly links: readonly string[];
  readonly mature: boolean;
  readonly follower_count: number;
}

/** A channel as its owner sees it: with its look, and where and with which key to publish. */
export type OwnChannel = Channel &
  Partial<ChannelLook> & {
    readonly ingest_url: string;
    readonly rtmps_url: string | null;
    readonly srt_url: string | null;
    readonly whip_url: string;
    /** Null when it was encrypted under a secret that the server has not. */
    readonly stream_key: string | null;
  };

/** What to change; null removes title, description and category. */
export interface ChannelChanges {
  readonly title?: string | null;
  readonly description?: string | null;
  readonly category?: string | null;
  readonly tags?: readonly string[];
  readonly links?: readonly string[];
  readonly mature?: boolean;
  readonly latency_mode?: Channel['latency_mode'];
}

/** One's own channel. Each call refuses with an ApiProblem. */
export class OwnChannelApi {
  constructor(private readonly client: Pick<ApiClient, 'ask'>) {}

  read(name: string): Promise<OwnChannel> {
    return this.client.ask(pathOf(name));
  }

  revise(name: string, changes: ChannelChanges): Promise<OwnChannel> {
    return this.client.ask(pathOf(name), { method: 'PATCH', json: changes });
  }

  /** The former key is dead at once, and whoever publishes with it off the air. */
  resetStreamKey(name: string): Promise<OwnChannel> {
    return this.client.ask(`${pathOf(name)}/stream-key`, { method: 'POST' });
  }

  uploadBanner(name: string, file: Blob): Promise<unknown> {
    return this.client.ask(`${pathOf(name)}/banner`, { method: 'PUT', file });
  }

  removeBanner(name: string): Promise<unknown> {
    return this.client.ask(`${pathOf(name)}/banner`, { method: 'DELETE' });
  }
}

function pathOf(name: string): string {
  return `/channels/${encodeURIComponent(name)}`;
}
