import { wordsReady } from '$features/mailbox/words';
import { requireAccount } from '$shared/session/guards';

export const load = async ({ url }) => {
  await Promise.all([requireAccount(url), wordsReady()]);
};
