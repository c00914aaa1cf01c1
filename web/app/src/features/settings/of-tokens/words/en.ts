/** What the settings say about personal tokens. */
export const en = {
  tab: 'Tokens',
  make: {
    title: 'Make a personal token',
    text: 'For programs of your own, such as a bot. Whoever has it can do what you allow here, as you: never more, and never the account itself.',
    label: 'What it is for',
    labelHint: 'So that you know it again.',
    scopes: 'What it may do',
    none: 'Choose at least one.',
    expires: 'Good for',
    lives: { month: '30 days', quarter: '90 days', year: 'A year', ever: 'Until I revoke it' },
    submit: 'Make it',
    made: 'Your token is made',
  },
  scopes: {
    read: { name: 'Read', hint: 'See what you see, your stream key among it.' },
    channel: { name: 'Channel', hint: 'Change your channel and how it looks.' },
    follow: { name: 'Follow', hint: 'Follow channels and leave them.' },
    moderate: { name: 'Moderate', hint: 'Ban and unban where you may.' },
    admin: { name: 'Administer', hint: 'All that admins may do.' },
  },
  shown: {
    title: 'Your new token',
    text: 'It is shown this once. Copy it now and keep it where you keep passwords.',
    label: 'Personal token',
    copied: 'Token copied',
    close: 'I have it',
  },
  list: {
    title: 'Your tokens',
    none: 'You have none.',
    failed: 'The list could not be loaded.',
    loading: 'Loading your tokens',
    since: (date: string) => `made ${date}`,
    until: (date: string) => `good until ${date}`,
    ended: (date: string) => `ended ${date}`,
    ever: 'good until revoked',
    revoke: 'Revoke',
    revokeOf: (label: string) => `Revoke ${label}`,
    ask: (label: string) => `Revoke ${label}?`,
    askText: 'Programs that use it are refused from now on.',
    cancel: 'Leave it',
    revoked: 'The token is revoked',
  },
};

export type Words = typeof en;
