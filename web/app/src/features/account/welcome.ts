import { toasts } from '@klieg/ui';
import { goto } from '$app/navigation';
import { session } from '$shared/session/session.svelte';
import { wayBack } from '$shared/session/way-back';
import { words } from './words';

/** Signs in, and leads to where the person was going. @throws ApiProblem, OutOfReach */
export async function enter(login: string, password: string, url: URL): Promise<void> {
  await session.signIn(login.trim(), password);
  await goto(wayBack(url), { replaceState: true });
  toasts.show(words.login.welcome(session.account?.name ?? ''), 'good');
}
