import type { Words } from './en';

/** Was zum Anmelden über einen Anbieter gesagt wird. */
export const de: Words = {
  or: 'oder',
  enter: (provider) => `Weiter mit ${provider}`,
  arrival: {
    loading: 'Es wird nachgesehen, wer du bist…',
    lost: { title: 'Das hat zu lange gedauert', text: 'Beginne noch einmal auf der Seite zum Anmelden.' },
    failed: 'Das konnte nicht geladen werden',
    again: 'Anmelden',
    name: { title: 'Wähle deinen Namen', intro: (mail) => `Du bist ${mail}. Wie sollen andere dich hier nennen?`, submit: 'Mein Konto anlegen', done: 'Dein Konto ist angelegt' },
    join: {
      title: 'Du hast schon ein Konto',
      intro: (mail, provider) => `Es gibt ein Konto mit ${mail}. Gib einmal sein Passwort ein; von da an öffnet es sich auch mit ${provider}.`,
      submit: 'Verbinden und anmelden',
      done: (provider) => `Dein Konto ist mit ${provider} verbunden`,
    },
  },
  card: {
    title: (provider) => `Anmelden mit ${provider}`,
    none: (provider) => `Verbinde dein Konto, und ${provider} öffnet es wie dein Passwort.`,
    connected: (mail, date) => `Verbunden mit ${mail} seit ${date}.`,
    unnamed: (date) => `Verbunden seit ${date}.`,
    alone: 'Um die Verbindung zu trennen, lege erst ein Passwort fest: Sonst öffnet nichts dein Konto.',
    connect: 'Verbinden',
    disconnect: 'Trennen',
    confirm: (provider) => `Von ${provider} trennen?`,
    confirmText: 'Dann öffnet nur noch dein Passwort dein Konto.',
    disconnected: (provider) => `Dein Konto ist nicht mehr mit ${provider} verbunden`,
    failed: 'Das konnte nicht geladen werden.',
    loading: 'Die Verbindung wird geladen',
  },
  proof: {
    text: (provider) => `Dein Konto hat kein Passwort. Zeige bei ${provider}, dass du es bist: Das gilt zehn Minuten.`,
    begin: (provider) => `Mit ${provider} bestätigen`,
    done: 'Bestätigt. Das gilt zehn Minuten.',
    mailed: 'Dein Konto hat kein Passwort. Melde dich ab und lass dir über „Passwort vergessen?“ einen Link schicken, um eines festzulegen.',
  },
  password: { title: 'Passwort festlegen', text: 'Damit kannst du dich dann auch anmelden.', save: 'Passwort festlegen', saved: 'Dein Passwort ist festgelegt' },
};
