import { wordsReady } from '$features/following/words';
import { requireAccount } from '$shared/session/guards';

export const load = async ({ url }) => {
  await Promise.all([requireAccount(url), wordsReady()]);
};
