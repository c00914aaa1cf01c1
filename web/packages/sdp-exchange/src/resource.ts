import { Refusal } from './refusal';

/** What a server keeps of one exchange until it is deleted: the session, at an address of its own. */
export class Resource {
  constructor(
    readonly address: string,
    readonly etag: string | null,
    private readonly headers: Readonly<Record<string, string>>,
    private readonly fetch: typeof globalThis.fetch,
  ) {}

  /** Posts JSON to an address below the resource. @throws Refusal, or what `fetch` throws. */
  async post(below: string, body: unknown): Promise<void> {
    const response = await this.fetch(`${this.address}/${below}`, {
      method: 'POST',
      headers: { ...this.headers, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw await Refusal.read(response);
  }

  /** Ends the session, RFC 9725 4.2; also while the page is being left. What cannot be told is found out by silence. */
  async remove(): Promise<void> {
    await this.fetch(this.address, { method: 'DELETE', headers: this.headers, keepalive: true }).catch(() => undefined);
  }
}
