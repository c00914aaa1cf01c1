import type { Words } from './en';

export const de: Words = {
  title: 'Folge ich',
  loading: 'Die Kanäle, denen du folgst, werden geladen',
  empty: { title: 'Du folgst noch niemandem', text: 'Hier stehen die Kanäle, denen du folgst, und die auf Sendung zuerst.' },
  failed: { title: 'Die Liste konnte nicht geladen werden', text: 'Der Server hat nicht geantwortet. Vielleicht startet er gerade.' },
  offAir: 'Nicht auf Sendung',
  more: 'Mehr zeigen',
};
