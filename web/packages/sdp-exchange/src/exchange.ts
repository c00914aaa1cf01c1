import { readIceServers } from './ice-servers';
import { OutOfReach, Refusal } from './refusal';
import { Resource } from './resource';

export interface ExchangeOptions {
  readonly address: string;
  /** Credential sent as `Authorization: Bearer`, to wherever the server redirects to as well. */
  readonly bearer?: string;
  readonly fetch?: typeof globalThis.fetch;
  readonly signal?: AbortSignal;
}

export interface Exchange {
  readonly answer: string;
  readonly resource: Resource;
  /** Servers for connections that do not come about directly. */
  readonly iceServers: readonly RTCIceServer[];
}

const SDP = 'application/sdp';

/**
 * Posts an offer, RFC 9725 4.2.
 *
 * @throws Refusal when the server says no, OutOfReach when nobody answers, and an AbortError when it is called off.
 */
export async function postOffer(offer: string, options: ExchangeOptions): Promise<Exchange> {
  const fetch = options.fetch ?? globalThis.fetch.bind(globalThis);
  const authorization: Record<string, string> = options.bearer ? { Authorization: `Bearer ${options.bearer}` } : {};
  const post = (address: string): Promise<Response> =>
    fetch(address, {
      method: 'POST',
      headers: { ...authorization, 'Content-Type': SDP, Accept: SDP },
      body: offer,
      ...(options.signal && { signal: options.signal }),
    }).catch((error: unknown) => {
      if (options.signal?.aborted) throw error;
      throw new OutOfReach();
    });

  let response = await post(options.address);
  // A browser follows 307 by itself, and leaves the credential behind when the new place is another origin.
  if (response.redirected && response.status === 401 && options.bearer) response = await post(response.url);
  if (!response.ok) throw await Refusal.read(response);
  const asked = response.url || options.address;
  const location = response.headers.get('Location');
  if (location === null) throw new Refusal(response.status, 'no_location', 'The server did not say where the session is.', null);
  return {
    answer: await response.text(),
    resource: new Resource(new URL(location, asked).href, response.headers.get('ETag'), authorization, fetch),
    iceServers: readIceServers(response.headers.get('Link')),
  };
}
