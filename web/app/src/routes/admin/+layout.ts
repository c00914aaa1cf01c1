import { wordsReady } from '$features/admin/words';
import { formWordsReady } from '$shared/forms/words';
import { requireAccount } from '$shared/session/guards';

export const load = async ({ url }) => {
  await Promise.all([requireAccount(url), wordsReady(), formWordsReady()]);
};
