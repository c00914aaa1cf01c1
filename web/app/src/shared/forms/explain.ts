import { ApiProblem, OutOfReach } from '@klieg/api-client';
import { formWords } from './words';

const MINUTE_S = 60;

/** What to tell a person about a refusal of which only the code is known. */
export function explainCode(code: string): string {
  const known: Readonly<Record<string, string>> = formWords.codes;
  return known[code] ?? formWords.unknown;
}

/** What to tell a person about a failed request, in their language. */
export function explain(error: unknown): string {
  if (error instanceof OutOfReach) return formWords.outOfReach;
  if (!(error instanceof ApiProblem)) return formWords.unknown;
  if (error.status === 429) {
    const wait_s = error.retryAfter_s;
    return wait_s === null ? formWords.waitAWhile : formWords.wait(formWords.minutes(Math.ceil(wait_s / MINUTE_S)));
  }
  const known: Readonly<Record<string, string>> = formWords.codes;
  // A refusal younger than this page says itself what it is.
  return known[error.code] ?? (error.status < 500 && error.message !== '' ? error.message : formWords.unknown);
}
