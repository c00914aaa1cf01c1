import type { Words } from './en';

export const de: Words = {
  watch: 'Jetzt ansehen',
  toChannel: 'Zum Kanal',
  about: 'Über diesen Kanal',
  nothing: 'Über diesen Kanal steht hier noch nichts.',
  edit: 'Profil bearbeiten',
  links: 'Links',
  tags: 'Schlagwörter',
};
