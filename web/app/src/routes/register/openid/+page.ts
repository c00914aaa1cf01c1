import { wordsReady } from '$features/account/words';
import { factorWordsReady } from '$shared/factors/words';
import { formWordsReady } from '$shared/forms/words';
import { openidWordsReady } from '$shared/openid/words';
import { requireNobody } from '$shared/session/guards';

export const load = async ({ url }) => {
  await Promise.all([requireNobody(url), wordsReady(), formWordsReady(), factorWordsReady(), openidWordsReady()]);
};
