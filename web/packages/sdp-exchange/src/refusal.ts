/** Nobody answered: no network, no server, or a page that may not ask it. */
export class OutOfReach extends Error {
  constructor() {
    super('The server could not be reached.');
    this.name = 'OutOfReach';
  }
}

/** The server's documented no. `code` is stable where it sent problem details (RFC 9457); the message is for people. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string | null,
    sentence: string,
    /** What the server asked to wait before another try, RFC 9725 4.5; null when it did not say. */
    readonly retryAfter_s: number | null,
  ) {
    super(sentence);
    this.name = 'Refusal';
  }

  static async read(response: Response): Promise<Refusal> {
    const text = await response.text().catch(() => '');
    const body = readObject(text);
    const sentence = [body['detail'], body['title']].find((part) => typeof part === 'string');
    const code = typeof body['code'] === 'string' ? body['code'] : null;
    const wait_s = Number.parseInt(response.headers.get('Retry-After') ?? '', 10);
    const said = typeof sentence === 'string' ? sentence : response.statusText;
    return new Refusal(response.status, code, said, Number.isNaN(wait_s) ? null : wait_s);
  }
}

function readObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
