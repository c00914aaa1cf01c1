import type { ChannelList } from './channel';
import type { ApiClient } from './client';
import type { components } from './schema';

/** What somebody has to do with a channel. */
export type Relation = Readonly<components['schemas']['RelationView']>;

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
