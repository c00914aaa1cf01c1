import type { Words } from './en';

export const de: Words = {
  menu: (person) => `Mehr zu ${person}`,
  banHere: 'Von meinem Kanal verbannen',
  unbanHere: 'Auf meinem Kanal wieder zulassen',
  banFrom: (place) => `Von ${place} verbannen`,
  unbanFrom: (place) => `Auf ${place} wieder zulassen`,
  moderate: 'Diesen Kanal moderieren',
  ask: (person) => `${person} verbannen?`,
  askText: (place) => `${place} ist danach nicht mehr zu sehen. Wer gerade zusieht, bei dem endet es in wenigen Sekunden.`,
  reason: 'Grund',
  reasonHint: 'Darf leer bleiben. Nur du und andere Moderatoren des Kanals lesen ihn.',
  ban: 'Verbannen',
  cancel: 'Lassen',
  banned: (person, place) => `${person} ist von ${place} verbannt`,
  unbanned: (person, place) => `${person} darf ${place} wieder sehen`,
  undo: 'Rückgängig',
};
