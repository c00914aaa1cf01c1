import type { ChannelChanges, OwnChannel } from '@klieg/api-client';
import { ownChannel as api } from './api';

/** One's own channel, with its key and addresses. */
export class OwnChannelCopy {
  channel = $state.raw<OwnChannel | null>(null);
  status = $state<'loading' | 'ready' | 'failed'>('loading');

  constructor(readonly name: string) {
    void this.read();
  }

  async read(): Promise<void> {
    this.status = 'loading';
    try {
      this.channel = await api.read(this.name);
      this.status = 'ready';
    } catch {
      this.status = 'failed';
    }
  }

  /** @throws ApiProblem, OutOfReach */
  async revise(changes: ChannelChanges): Promise<void> {
    this.channel = await api.revise(this.name, changes);
  }

  /** The former key is dead at once. @throws ApiProblem, OutOfReach */
  async resetStreamKey(): Promise<void> {
    this.channel = await api.resetStreamKey(this.name);
  }

  /** @throws ApiProblem, OutOfReach */
  async changeBanner(file: Blob | null): Promise<void> {
    await (file === null ? api.removeBanner(this.name) : api.uploadBanner(this.name, file));
    await this.read();
  }
}
