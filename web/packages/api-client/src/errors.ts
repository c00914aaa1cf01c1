/** Nobody answered: no network, or no server. */
export class OutOfReach extends Error {
  constructor() {
    super('The server could not be reached.');
    this.name = 'OutOfReach';
  }
}

/** One field that cannot be used: the last part of its path (`body.name` is `name`), and why. */
export interface FieldProblem {
  readonly field: string;
  readonly sentence: string;
}

interface ProblemBody {
  readonly code?: unknown;
  readonly title?: unknown;
  readonly detail?: unknown;
  readonly errors?: unknown;
}

export interface ProblemDetails {
  readonly fields?: readonly FieldProblem[];
  /** How long to wait before it is worth trying again; null when the server does not say. */
  readonly retryAfter_s?: number | null;
}

/** The server's documented refusal (RFC 9457). `code` is stable, the sentence is for people. */
export class ApiProblem extends Error {
  readonly fields: readonly FieldProblem[];
  readonly retryAfter_s: number | null;

  constructor(
    readonly status: number,
    readonly code: string,
    sentence: string,
    { fields = [], retryAfter_s = null }: ProblemDetails = {},
  ) {
    super(sentence);
    this.name = 'ApiProblem';
    this.fields = fields;
    this.retryAfter_s = retryAfter_s;
  }

  static async read(response: Response): Promise<ApiProblem> {
    const body = (await response.json().catch(() => ({}))) as ProblemBody;
    const sentence = [body.detail, body.title].find((part) => typeof part === 'string') ?? response.statusText;
    const wait_s = Number.parseInt(response.headers.get('Retry-After') ?? '', 10);
    return new ApiProblem(response.status, typeof body.code === 'string' ? body.code : 'unknown', sentence, {
      fields: readFields(body.errors),
      retryAfter_s: Number.isNaN(wait_s) ? null : wait_s,
    });
  }
}

function readFields(errors: unknown): FieldProblem[] {
  if (!Array.isArray(errors)) return [];
  return (errors as readonly { readonly field?: unknown; readonly detail?: unknown }[])
    .filter(({ field }) => typeof field === 'string')
    .map(({ field, detail }) => ({ field: String(field).replace(/^body\./, '').split('.')[0] ?? '', sentence: String(detail) }));
}
