import type { IconName } from '@klieg/ui';

/** A page that the navigation leads to. */
export interface Place {
  readonly key: 'home' | 'following' | 'goLive';
  readonly href: string;
  readonly icon: IconName;
}

const HOME: Place = { key: 'home', href: '/', icon: 'home' };
const FOLLOWING: Place = { key: 'following', href: '/following', icon: 'heart' };
const GO_LIVE: Place = { key: 'goLive', href: '/go-live', icon: 'broadcast' };

export function placesFor(signedIn: boolean): readonly Place[] {
  return signedIn ? [HOME, FOLLOWING, GO_LIVE] : [HOME, GO_LIVE];
}
