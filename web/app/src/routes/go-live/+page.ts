import { wordsReady } from '$features/go-live/words';
import { session } from '$shared/session/session.svelte';

export const load = async () => {
  // Who cannot be told who they are may still enter a stream key.
  await Promise.all([session.known().catch(() => undefined), wordsReady()]);
};
