import { moderationWordsReady } from '$features/settings/of-moderation/words';
import { tokenWordsReady } from '$features/settings/of-tokens/words';
import { wordsReady } from '$features/settings/words';
import { factorWordsReady } from '$shared/factors/words';
import { formWordsReady } from '$shared/forms/words';
import { wordsReady as banWordsReady } from '$shared/moderation/words';
import { openidWordsReady } from '$shared/openid/words';
import { requireAccount } from '$shared/session/guards';

export const load = async ({ url }) => {
  await Promise.all([
    requireAccount(url), wordsReady(), formWordsReady(), factorWordsReady(), moderationWordsReady(), tokenWordsReady(), banWordsReady(),
    openidWordsReady(),
  ]);
};
