import { redirect } from '@sveltejs/kit';
import { wordsReady } from '$features/account/words';
import { formWordsReady } from '$shared/forms/words';
import { requireNobody } from '$shared/session/guards';

export const load = async ({ url }) => {
  // Half a link is none.
  if (url.searchParams.has('username') !== url.searchParams.has('code')) redirect(307, '/reset');
  await Promise.all([requireNobody(url), wordsReady(), formWordsReady()]);
};
