import type { Words } from './en';

export const de: Words = {
  title: 'Gestaltung',
  intro: 'Woraus jede Seite von Klieg besteht: in der Darstellung und der Sprache, die gerade gewählt sind.',
  sections: { colors: 'Farben', type: 'Schrift', space: 'Abstände und Ecken', icons: 'Symbole', controls: 'Bedienung', fields: 'Felder', people: 'Leute', states: 'Zustände' },
  colorGroups: { ground: 'Gründe und Tinten', sign: 'Zeichen', own: 'Eigene Farben' },
  colorHint: 'Die Bühne ist dunkel, das Bogenlicht zeigt das Eine, das zu tun ist, Rot heißt auf Sendung und sonst nichts. Text und Grund genügen AA.',
  typeHint: 'Archivo: breit für Überschriften, normal für Text.',
  typeSample: 'Licht an, du bist dran',
  spaceHint: 'Schritte von einem viertel rem; was man drücken kann, ist mindestens 44 Pixel hoch.',
  iconsHint: 'Im Raster von 24, mit Strichstärke 1,75. Neben einem Wort, oder mit eigenem Namen.',
  buttons: { arc: 'Das Eine', plain: 'Alles andere', danger: 'Endgültig', busy: 'Läuft gerade', off: 'Jetzt nicht' },
  pills: { plain: 'Schlicht', good: 'Bestätigt', bad: 'Gesperrt', live: 'Live' },
  fields: {
    text: 'Name', textHint: 'Ein Hinweis sagt, was erwartet wird.', wrong: 'E-Mail', wrongValue: 'ada@', wrongError: 'Das ist keine E-Mail-Adresse.',
    password: 'Passwort', show: 'Zeigen', hide: 'Verbergen', code: 'Code', area: 'Beschreibung', select: 'Kategorie', selectOptions: ['Musik', 'Spiele', 'Basteln'],
    toggle: 'Erinnere mich', slider: 'Lautstärke',
  },
  tabs: { label: 'Beispiel', first: 'Eins', second: 'Zwei', firstText: 'Pfeiltasten führen von Reiter zu Reiter.', secondText: 'Und zurück.' },
  dialog: { open: 'Fragen', title: 'Stream-Schlüssel erneuern?', text: 'Ein Dialog sagt, was geschehen wird, bevor er fragt.', yes: 'Erneuern', no: 'Behalten' },
  toast: { good: 'Meldung eines Erfolgs', bad: 'Meldung eines Fehlers', plain: 'Schlichte Meldung', text: 'Eine nach der anderen, drei Sekunden lang.' },
  states: {
    empty: { title: 'Noch nichts da', text: 'Sagt, was hier sein wird und wie es hierher kommt.' },
    failed: { title: 'Das konnte nicht geladen werden', text: 'Sagt, warum, und lässt es noch einmal versuchen.' },
    offline: { title: 'Du bist offline', text: 'Sagt, was noch geht.' },
    loading: 'Lädt: die Form dessen, was kommt',
  },
};
