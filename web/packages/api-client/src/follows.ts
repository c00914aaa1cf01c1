import type { ApiClient } from './client';
import type { Channel } from './channel';
import type { ChannelLook } from './own-channel';

/** A channel that somebody follows. */
export type FollowedChannel = Channel & Partial<ChannelLook>;

/** Whom one follows. Each call refuses with an ApiProblem. */
export class FollowsApi {
  constructor(private readonly client: Pick<ApiClient, 'ask'>) {}

  /** Live first, by start; then the rest, followed last first. */
  async list(signal?: AbortSignal): Promise<readonly FollowedChannel[]> {
    return (await this.client.ask<{ readonly channels: readonly FollowedChannel[] }>('/following', { signal })).channels;
  }

  follow(name: string): Promise<unknown> {
    return this.client.ask(`/channels/${encodeURIComponent(name)}/follow`, { method: 'PUT' });
  }

  unfollow(name: string): Promise<unknown> {
    return this.client.ask(`/channels/${encodeURIComponent(name)}/follow`, { method: 'DELETE' });
  }
}
