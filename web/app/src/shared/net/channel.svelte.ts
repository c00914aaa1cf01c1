import { ApiProblem, applyToChannel, type Channel } from '@klieg/api-client';
import { api } from './api';
import { realtime } from './realtime.svelte';

export type ChannelStatus = 'loading' | 'ready' | 'unknown' | 'failed';

/** One channel as it is now: read once, then kept true by what the realtime socket pushes. */
export class WatchedChannel {
  status = $state<ChannelStatus>('loading');
  channel = $state.raw<Channel | null>(null);
  readonly #abort = new AbortController();
  readonly #stops: (() => void)[] = [];

  constructor(private readonly name: string) {
    this.#stops.push(
      realtime.onMessage((message) => {
        if (message.type === 'channel' && message.channel.name === name) this.#show(message.channel);
        else if (this.channel) this.#show(applyToChannel(this.channel, message));
      }),
      realtime.subscribe({ type: 'watch', channel: name }),
    );
    void this.read();
  }

  async read(): Promise<void> {
    this.status = this.channel === null ? 'loading' : 'ready';
    try {
      const channel = await api.readChannel(this.name, this.#abort.signal);
      // The push is never older than the answer that was under way.
      if (this.channel === null) this.#show(channel);
    } catch (error) {
      if (this.#abort.signal.aborted || this.channel !== null) return;
      this.status = error instanceof ApiProblem && error.status < 500 ? 'unknown' : 'failed';
    }
  }

  stop(): void {
    this.#abort.abort();
    for (const stop of this.#stops) stop();
  }

  #show(channel: Channel | null): void {
    this.channel = channel;
    this.status = channel === null ? 'unknown' : 'ready';
  }
}
