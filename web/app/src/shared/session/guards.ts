import { redirect } from '@sveltejs/kit';
import { session } from './session.svelte';
import { askToSignIn, wayBack } from './way-back';

/** For pages that are somebody's own: who is not signed in does that first, and comes back. */
export async function requireAccount(url: URL): Promise<void> {
  await session.known();
  if (session.account === null) redirect(307, askToSignIn(url));
}

/** For pages of signing in: who is signed in goes on to where they wanted to be. */
export async function requireNobody(url: URL): Promise<void> {
  // Who cannot be told who they are may still try to sign in.
  await session.known().catch(() => undefined);
  if (session.account !== null) redirect(307, wayBack(url));
}
