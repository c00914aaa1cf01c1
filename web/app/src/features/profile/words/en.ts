/** What a profile says. */
export const en = {
  watch: 'Watch now',
  toChannel: 'To the channel',
  about: 'About',
  nothing: 'Nothing is said about this channel yet.',
  edit: 'Edit profile',
  links: 'Links',
  tags: 'Tags',
};

export type Words = typeof en;
