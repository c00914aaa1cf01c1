import { OutOfReach, Refusal } from '@klieg/sdp-exchange';

/** Why publishing did not begin, or does not go on. */
export type FailureKind =
  /** The address is none that a browser can post to. */
  | 'address'
  /** The page came by HTTPS and may not ask an address without it. */
  | 'mixed'
  /** The credential is wrong, or has been withdrawn. */
  | 'credential'
  /** Somebody publishes with it already. */
  | 'taken'
  /** The server says no for a reason of its own, `sentence`. */
  | 'refused'
  /** The server has no room, or is starting. */
  | 'busy'
  | 'unreachable'
  /** The server answers, and media do not get through: a firewall without UDP. */
  | 'blocked'
  /** The server ended it. */
  | 'stopped';

export interface PublishFailure {
  readonly kind: FailureKind;
  /** In the server's own words, when it had any. */
  readonly sentence: string | null;
}

/** Media did not get through in time. */
export class Blocked extends Error {
  constructor() {
    super('No connection for media came about.');
    this.name = 'Blocked';
  }
}

export function readFailure(error: unknown): PublishFailure {
  if (error instanceof Blocked) return { kind: 'blocked', sentence: null };
  if (error instanceof OutOfReach) return { kind: 'unreachable', sentence: null };
  if (error instanceof Refusal) return { kind: kindOf(error), sentence: error.message || null };
  return { kind: 'refused', sentence: error instanceof Error ? error.message : null };
}

function kindOf({ status, code }: Refusal): FailureKind {
  if (code === 'ended') return 'stopped';
  if (status === 401 || (status === 403 && code === null)) return 'credential';
  if (status === 409) return 'taken';
  if (status === 404 || status === 405) return 'address';
  return status === 429 || status >= 500 ? 'busy' : 'refused';
}

/** Whether waiting may help whoever was publishing a moment ago: the server may take a while to miss the lost one. */
export function mayPass({ kind }: PublishFailure): boolean {
  return kind === 'taken' || kind === 'busy' || kind === 'unreachable' || kind === 'blocked';
}

/** What is wrong with an address before anybody is asked; null when nothing is. */
export function judgeAddress(address: string, page: { readonly protocol: string }): FailureKind | null {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return 'address';
  const own = url.hostname === 'localhost' || url.hostname.endsWith('.localhost') || url.hostname === '127.0.0.1' || url.hostname === '[::1]';
  return page.protocol === 'https:' && url.protocol === 'http:' && !own ? 'mixed' : null;
}
