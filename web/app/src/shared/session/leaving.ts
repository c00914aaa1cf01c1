import { toasts } from '@klieg/ui';
import { goto } from '$app/navigation';
import { strings } from '$shared/strings';
import { session } from './session.svelte';

/** Signs out and goes home; never to the page of signing in, which is for those who want to come in. */
export async function signOut(): Promise<void> {
  try {
    await session.signOut();
  } catch {
    toasts.show(strings.toast.signOutFailed, 'bad');
    return;
  }
  await goto('/', { invalidateAll: true });
  toasts.show(strings.toast.signedOut, 'good');
}
