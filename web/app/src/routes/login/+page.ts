import { wordsReady } from '$features/account/words';
import { formWordsReady } from '$shared/forms/words';
import { requireNobody } from '$shared/session/guards';

export const load = async ({ url }) => {
  await Promise.all([requireNobody(url), wordsReady(), formWordsReady()]);
};
