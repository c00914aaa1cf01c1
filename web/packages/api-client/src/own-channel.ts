import type { ApiClient } from './client';
import type { components } from './schema';

/** A channel as its owner sees it: also where and with which key to publish. */
export type OwnChannel = Readonly<components['schemas']['ChannelView']>;
/** What to change; null removes title, description and category. */
export type ChannelChanges = Readonly<Partial<components['schemas']['ReviseChannel']>>;

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
