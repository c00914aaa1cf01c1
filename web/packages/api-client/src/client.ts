import type { Channel, ChannelList, LivePage } from './channel';
import { ApiProblem, OutOfReach } from './errors';

export interface ClientOptions {
  /** Origin and path before `/channels`, without a slash at the end. */
  readonly base: string;
  readonly fetch: typeof fetch;
}

export interface Asking {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is, with its own type. */
  readonly file?: Blob;
  readonly signal?: AbortSignal | undefined;
}

/** The product's REST API. Who asks is told by the browser's session cookie. */
export class ApiClient {
  constructor(private readonly options: ClientOptions) {}

  /** @throws ApiProblem with status 404 when there is no such channel, OutOfReach when nobody answered. */
  readChannel(name: string, signal?: AbortSignal): Promise<Channel> {
    return this.ask<Channel>(`/channels/${encodeURIComponent(name)}`, { signal });
  }

  /** Channels by a part of their name, title, category or tags; live ones first. */
  searchChannels(text: string, offset = 0, signal?: AbortSignal): Promise<ChannelList> {
    return this.ask<ChannelList>(`/directory/search?${new URLSearchParams({ q: text, offset: String(offset) })}`, { signal });
  }

  /** Live channels, of a category or of all; `after` is `next_after` of the page before. */
  listLive(category: string | null, after: string, signal?: AbortSignal): Promise<LivePage> {
    const query = new URLSearchParams({ after, limit: '100', ...(category !== null && { category }) });
    return this.ask<LivePage>(`/directory/live?${query}`, { signal });
  }

  /** Asks for a path below the base; the answer is what its JSON says, undefined where there is none. */
  async ask<Answer>(path: string, { method = 'GET', json, file, signal }: Asking = {}): Promise<Answer> {
    const { base, fetch } = this.options;
    const headers: Record<string, string> = { Accept: 'application/json' };
    if (json !== undefined) headers['Content-Type'] = 'application/json';
    const body = json === undefined ? file : JSON.stringify(json);
    const response = await fetch(`${base}${path}`, {
      method, headers, ...(body !== undefined && { body }), ...(signal && { signal }),
    }).catch((error: unknown) => {
      if (signal?.aborted) throw error;
      throw new OutOfReach();
    });
    if (!response.ok) throw await ApiProblem.read(response);
    const text = await response.text();
    return (text === '' ? undefined : JSON.parse(text)) as Answer;
  }
}
