/** What the page of captured mails says. */
export const en = {
  title: 'Captured mails',
  intro: 'There is no mail server yet, so mails are kept here for admins. They hold codes and links: turn this off in production.',
  loading: 'Loading the mails',
  to: (address: string) => `To ${address}`,
  empty: { title: 'No mails yet', text: 'What Klieg writes to people, when they sign up or forget a password, will stand here.' },
  off: { title: 'No mails are kept here', text: 'A mail server takes them, or the setting “mailbox” is off.' },
  forbidden: { title: 'Only admins read mails', text: 'Ask whoever runs this site.' },
  failed: { title: 'The mails could not be loaded', text: 'The server did not answer. It may be starting.' },
  more: 'Show more',
};

export type Words = typeof en;
