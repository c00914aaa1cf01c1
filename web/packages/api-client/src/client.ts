import type { Channel } from './channel';
import { ApiProblem, OutOfReach } from './errors';

export interface ClientOptions {
  /** Origin and path before `/channels`, without a slash at the end. */
  readonly base: string;
  readonly fetch: typeof fetch;
}

/** The product's REST API, the part that anyone may read. */
export class ApiClient {
  constructor(private readonly options: ClientOptions) {}

  /** @throws ApiProblem with status 404 when there is no such channel, OutOfReach when nobody answered. */
  readChannel(name: string, signal?: AbortSignal): Promise<Channel> {
    return this.#get<Channel>(`/channels/${encodeURIComponent(name)}`, signal);
  }

  async #get<Body>(path: string, signal?: AbortSignal): Promise<Body> {
    const headers = { Accept: 'application/json' };
    const { base, fetch } = this.options;
    const response = await fetch(`${base}${path}`, { headers, ...(signal && { signal }) }).catch((error: unknown) => {
      if (signal?.aborted) throw error;
      throw new OutOfReach();
    });
    if (!response.ok) throw await ApiProblem.read(response);
    return (await response.json()) as Body;
  }
}
