import { toasts } from '@klieg/ui/toasts';
import { explain } from '$shared/forms/explain';
import { moderation } from '$shared/net/api';
import { words } from './words';

/** Whom to ban from where, or to let in again. */
export interface Banning {
  /** The channel's name, and how it is shown. */
  readonly channel: string;
  readonly place: string;
  readonly person: string;
  readonly reason: string | null;
  /** Told of what holds from now on, also when it is taken back. */
  readonly onchange: (banned: boolean) => void;
}

/** Bans or unbans, says how it went, and offers to take it back; tells whether it went well. */
export async function setBanned(banning: Banning, banned: boolean, { undoes = false } = {}): Promise<boolean> {
  const { channel, place, person, reason } = banning;
  try {
    await (banned ? moderation.ban(channel, person, reason) : moderation.unban(channel, person));
  } catch (error) {
    toasts.show(explain(error), 'bad');
    return false;
  }
  banning.onchange(banned);
  const undo = { label: words.undo, onchoose: () => void setBanned(banning, !banned, { undoes: true }) };
  toasts.show(banned ? words.banned(person, place) : words.unbanned(person, place), 'good', undoes ? null : undo);
  return true;
}
