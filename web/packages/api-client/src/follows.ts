import type { ApiClient } from './client';
import type { Channel } from './channel';

/** What somebody has to do with a channel. */
export interface Relation {
  readonly is_owner: boolean;
  readonly is_following: boolean;
  readonly follower_count: number;
}

export interface ChannelList {
  readonly channels: readonly Channel[];
  /** Pass as `offset` to get more; null at the end. */
  readonly next_offset: number | null;
}

/** Whom one follows. Each call refuses with an ApiProblem. */
export class FollowsApi {
  constructor(private readonly client: Pick<ApiClient, 'ask'>) {}

  /** Live first, by start; then the rest, followed last first. */
  list(offset = 0, signal?: AbortSignal): Promise<ChannelList> {
    return this.client.ask(`/following?offset=${offset}`, { signal });
  }

  readRelation(name: string): Promise<Relation> {
    return this.client.ask(`/channels/${encodeURIComponent(name)}/relation`);
  }

  follow(name: string): Promise<Relation> {
    return this.client.ask(`/channels/${encodeURIComponent(name)}/follow`, { method: 'PUT' });
  }

  unfollow(name: string): Promise<Relation> {
    return this.client.ask(`/channels/${encodeURIComponent(name)}/follow`, { method: 'DELETE' });
  }
}
