/** What the page of followed channels says. */
export const en = {
  title: 'Following',
  loading: 'Loading the channels you follow',
  empty: { title: 'You follow nobody yet', text: 'Channels that you follow stand here, those on the air first.' },
  failed: { title: 'The list could not be loaded', text: 'The server did not answer. It may be starting.' },
  offAir: 'Off the air',
  more: 'Show more',
};

export type Words = typeof en;
