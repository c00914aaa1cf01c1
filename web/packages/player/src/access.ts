import { type Addresses, type Source, SourceRefused } from './source';

const NOWHERE: Addresses = { hls: '', whep: null };
/** Answers of a server that does not take the address, or the token in it, any more. */
const REFUSALS = [401, 403];

/** The addresses of a source, asked for anew when the server refuses those at hand. */
export class Access {
  #at: Addresses;
  #known: boolean;

  /** `onRefused`: the person may not watch, whatever the address. */
  constructor(
    private readonly source: Source,
    private readonly onRefused: (refused: SourceRefused) => void = () => undefined,
  ) {
    const { hls, whep = null, bearer = null } = source;
    this.#known = hls !== undefined;
    this.#at = { hls: hls ?? NOWHERE.hls, whep, bearer };
  }

  get at(): Addresses {
    return this.#at;
  }

  /** Whether addresses must be asked for before anything can play. */
  get isToBeAsked(): boolean {
    return !this.#known && this.source.renew !== undefined;
  }

  /** Whether WebRTC is worth a try: while nothing is known it may be. */
  get hasWhep(): boolean {
    return this.#at.whep !== null || this.isToBeAsked;
  }

  /** Whether there are other addresses now. */
  async renew(): Promise<boolean> {
    const { renew } = this.source;
    if (renew === undefined) return false;
    try {
      this.#at = await renew();
      this.#known = true;
      return true;
    } catch (error) {
      if (error instanceof SourceRefused) this.onRefused(error);
      return false;
    }
  }

  /** Whether the playlist is there; a refusal brings a new address for the next time. */
  async probe(): Promise<boolean> {
    const response = await fetch(this.#at.hls, { cache: 'no-store' }).catch(() => null);
    if (response !== null && REFUSALS.includes(response.status)) await this.renew();
    return response?.ok ?? false;
  }
}
