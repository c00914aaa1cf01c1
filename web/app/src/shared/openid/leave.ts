import type { ProviderAddress } from '@klieg/api-client';

/** Leaves for the provider; it leads back to us. @throws ApiProblem, OutOfReach */
export async function leaveFor(begun: Promise<ProviderAddress>): Promise<void> {
  location.assign((await begun).address);
}

/** What the provider's answer came to, by the code that our server put into the address it led to. */
export function outcomeOf(url: Pick<URL, 'searchParams'>): string | null {
  return url.searchParams.get('openid');
}

/** The same address without the outcome, so that it is told once. */
export function withoutOutcome(url: URL): string {
  const kept = new URLSearchParams(url.searchParams);
  kept.delete('openid');
  const query = kept.toString();
  return query === '' ? url.pathname : `${url.pathname}?${query}`;
}
