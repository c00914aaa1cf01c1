import type { ApiClient } from './client';
import type { components } from './schema';

/** How who asks watches a channel, for a while. */
export type Playback = Readonly<components['schemas']['PlaybackView']>;

/** Asks how a channel is watched. */
export class PlaybackApi {
  constructor(private readonly client: Pick<ApiClient, 'ask'>) {}

  /** @throws ApiProblem with the code `banned` for who may not. */
  read(name: string): Promise<Playback> {
    return this.client.ask(`/channels/${encodeURIComponent(name)}/playback`);
  }
}
