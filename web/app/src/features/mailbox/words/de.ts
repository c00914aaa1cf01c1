import type { Words } from './en';

export const de: Words = {
  title: 'Aufgehobene E-Mails',
  intro:
    'Noch gibt es keinen Mailserver, darum werden E-Mails hier für Admins aufgehoben. Sie enthalten Codes und Links: Schalte das im Betrieb ab.',
  loading: 'E-Mails werden geladen',
  to: (address) => `An ${address}`,
  empty: { title: 'Noch keine E-Mails', text: 'Was Klieg den Leuten schreibt, wenn sie sich registrieren oder ihr Passwort vergessen, steht dann hier.' },
  off: { title: 'Hier werden keine E-Mails aufgehoben', text: 'Ein Mailserver nimmt sie an, oder die Einstellung „mailbox“ ist aus.' },
  forbidden: { title: 'Nur Admins lesen E-Mails', text: 'Frage, wer diese Seite betreibt.' },
  failed: { title: 'Die E-Mails konnten nicht geladen werden', text: 'Der Server hat nicht geantwortet. Vielleicht startet er gerade.' },
  more: 'Mehr zeigen',
};
