import { toasts } from '@klieg/ui';
import { goto } from '$app/navigation';
import { page } from '$app/state';
import { isAt } from '$shared/shell/places';
import { strings } from '$shared/strings';
import { session } from './session.svelte';
import { askToSignIn } from './way-back';

/** Pages of one's own. Their guards ask who one is before they are opened; this is for those that are open. */
const OWN_PAGES = ['/settings', '/following', '/admin'];

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

/** The session ended somewhere else: by its owner's hand, by an admin's, or by age. */
export async function noticeLoss(): Promise<void> {
  if (session.account === null) return;
  session.forget();
  if (OWN_PAGES.some((own) => isAt(page.url.pathname, own))) await goto(askToSignIn(page.url));
  toasts.show(strings.toast.signedOut, 'bad');
}
