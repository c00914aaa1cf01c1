import type { IconName } from '@klieg/ui';

/** A page that the navigation leads to. */
export interface Place {
  readonly key: 'home' | 'following' | 'goLive' | 'admin';
  readonly href: string;
  readonly icon: IconName;
}

const HOME: Place = { key: 'home', href: '/', icon: 'home' };
const FOLLOWING: Place = { key: 'following', href: '/following', icon: 'heart' };
const GO_LIVE: Place = { key: 'goLive', href: '/go-live', icon: 'broadcast' };
const ADMIN: Place = { key: 'admin', href: '/admin', icon: 'shield' };

export function placesFor(signedIn: boolean, isAdmin = false): readonly Place[] {
  if (!signedIn) return [HOME, GO_LIVE];
  return isAdmin ? [HOME, FOLLOWING, GO_LIVE, ADMIN] : [HOME, FOLLOWING, GO_LIVE];
}

/** Whether a page is the one at `href`, or belongs to it. */
export function isAt(pathname: string, href: string): boolean {
  return pathname === href || (href !== '/' && pathname.startsWith(`${href}/`));
}
