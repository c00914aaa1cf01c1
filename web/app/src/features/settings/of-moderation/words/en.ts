/** What the settings say about moderation. */
export const en = {
  tab: 'Moderation',
  channel: 'Channel',
  own: (name: string) => `${name} (yours)`,
  loading: 'Loading',
  failed: { title: 'This could not be loaded', text: 'The server did not answer. It may be starting.' },
  none: { title: 'Nothing to moderate', text: 'Once you have a channel, or moderate somebody else’s, you can ban people from it here.' },
  moderators: {
    title: 'Moderators',
    text: 'They can ban people from your channel and let them in again. They see nothing else of yours.',
    name: 'Name of the account',
    appoint: 'Appoint',
    appointed: (name: string) => `${name} moderates your channel now`,
    since: (date: string) => `since ${date}`,
    dismiss: 'Dismiss',
    dismissed: (name: string) => `${name} no longer moderates your channel`,
    none: 'Nobody but you, so far.',
    failed: 'The moderators could not be loaded.',
  },
  bans: {
    title: 'Banned',
    text: 'Who is here cannot watch the channel.',
    name: 'Name of the account',
    none: 'Nobody is banned.',
    failed: 'The list could not be loaded.',
    by: (date: string, name: string) => `${date}, by ${name}`,
    since: (date: string) => date,
    unban: 'Unban',
    unbanOf: (name: string) => `Unban ${name}`,
    more: 'Show more',
  },
  resign: {
    title: 'You moderate this channel',
    text: (owner: string) => `${owner} appointed you. You can give it up at any time.`,
    open: 'Give it up',
    ask: (owner: string) => `No longer moderate ${owner}?`,
    askText: 'Only the owner can appoint you again. The bans you made stay.',
    done: 'You no longer moderate this channel',
    cancel: 'Leave it',
  },
};

export type Words = typeof en;
