/** What is said where people are banned. */
export const en = {
  menu: (person: string) => `More about ${person}`,
  banHere: 'Ban from my channel',
  unbanHere: 'Unban from my channel',
  banFrom: (place: string) => `Ban from ${place}`,
  unbanFrom: (place: string) => `Unban from ${place}`,
  moderate: 'Moderate this channel',
  ask: (person: string) => `Ban ${person}?`,
  askText: (place: string) => `They can no longer watch ${place}. If they watch it now, it ends for them within seconds.`,
  reason: 'Reason',
  reasonHint: 'May stay empty. Only you and other moderators of the channel read it.',
  ban: 'Ban',
  cancel: 'Leave it',
  banned: (person: string, place: string) => `${person} is banned from ${place}`,
  unbanned: (person: string, place: string) => `${person} may watch ${place} again`,
  undo: 'Undo',
};

export type Words = typeof en;
