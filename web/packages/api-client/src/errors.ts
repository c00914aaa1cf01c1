/** Nobody answered: no network, or no server. */
export class OutOfReach extends Error {
  constructor() {
    super('The server could not be reached.');
    this.name = 'OutOfReach';
  }
}

interface ProblemBody {
  readonly code?: unknown;
  readonly title?: unknown;
  readonly detail?: unknown;
}

/** The server's documented refusal (RFC 9457). `code` is stable, the sentence is for people. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    sentence: string,
  ) {
    super(sentence);
    this.name = 'ApiProblem';
  }

  static async read(response: Response): Promise<ApiProblem> {
    const body = (await response.json().catch(() => ({}))) as ProblemBody;
    const sentence = [body.detail, body.title].find((part) => typeof part === 'string') ?? response.statusText;
    return new ApiProblem(response.status, typeof body.code === 'string' ? body.code : 'unknown', sentence);
  }
}
