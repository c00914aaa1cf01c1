import type { Channel, Hello } from '@klieg/api-client';

const USUAL_NODE_PORT = 8081;
const KEY_FORM = /^sk_[a-z2-7]{32}$/;

/** Where browsers publish to: as the server tells, else beside where players fetch from, else where it usually is. */
export function whipAddress(
  hello: Pick<Hello, 'whip_url'> | null,
  channel: Pick<Channel, 'playback_url'> | null,
  page: Pick<Location, 'protocol' | 'hostname'>,
): string {
  if (hello?.whip_url) return hello.whip_url;
  if (channel !== null) return new URL('/whip', channel.playback_url).href;
  return `${page.protocol}//${page.hostname}:${USUAL_NODE_PORT}/whip`;
}

/** Whether this can be a stream key of Klieg. */
export function looksLikeKey(key: string): boolean {
  return KEY_FORM.test(key.trim());
}

/** Fields kept between visits, only when the person asks for it. */
export type Fields = Readonly<Record<string, string>>;
type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export function readFields(shelf: Shelf | null, name: string): Fields | null {
  try {
    const kept: unknown = JSON.parse(shelf?.getItem(name) ?? 'null');
    if (typeof kept !== 'object' || kept === null) return null;
    return Object.fromEntries(Object.entries(kept).filter(([, value]) => typeof value === 'string'));
  } catch {
    return null;
  }
}

export function keepFields(shelf: Shelf | null, name: string, fields: Fields | null): void {
  try {
    if (fields === null) shelf?.removeItem(name);
    else shelf?.setItem(name, JSON.stringify(fields));
  } catch {
    // Storage may be full or forbidden: the fields then last for this visit.
  }
}
