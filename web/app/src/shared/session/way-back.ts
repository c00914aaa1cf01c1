/** Where somebody was going when a page asked them to sign in: a path of this site with its query. */

const NEXT = 'next';

/** The address of a page of signing in that leads on to where `url` is. */
export function askToSignIn(url: Pick<URL, 'pathname' | 'search'>, page = '/login'): string {
  const next = url.pathname + url.search;
  return next === '/' ? page : `${page}?${NEXT}=${encodeURIComponent(next)}`;
}

/** Where to go once signed in. Another site's address is none of ours to lead to. */
export function wayBack(url: Pick<URL, 'searchParams'>): string {
  const next = url.searchParams.get(NEXT) ?? '/';
  return /^\/(?![/\\])/.test(next) && !/[\\\t\n\r]/.test(next) ? next : '/';
}

/** `page` with the way back that `url` has, so that it is not lost between signing in and signing up. */
export function withWayBack(page: string, url: Pick<URL, 'searchParams'>): string {
  const next = wayBack(url);
  return next === '/' ? page : `${page}?${NEXT}=${encodeURIComponent(next)}`;
}
