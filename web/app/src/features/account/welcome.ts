import type { SecondFactor } from '@klieg/api-client';
import { toasts } from '@klieg/ui';
import { goto } from '$app/navigation';
import { session } from '$shared/session/session.svelte';
import { wayBack } from '$shared/session/way-back';
import { words } from './words';

/**
 * Signs in, and leads to where the person was going; or gives what the account asks for besides the password.
 * @throws ApiProblem, OutOfReach
 */
export async function enter(login: string, password: string, url: URL): Promise<SecondFactor | null> {
  const asked = await session.signIn(login.trim(), password);
  if (asked === null) await arrive(url);
  return asked;
}

/** Leads somebody who is signed in to where they were going. */
export async function arrive(url: URL): Promise<void> {
  await goto(wayBack(url), { replaceState: true });
  toasts.show(words.login.welcome(session.account?.name ?? ''), 'good');
}
