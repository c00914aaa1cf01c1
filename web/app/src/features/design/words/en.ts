/** What the page of the design system says. */
export const en = {
  title: 'Design system',
  intro: 'What every page of Klieg is made of: in the theme and the language that are chosen now.',
  sections: { colors: 'Colours', type: 'Type', space: 'Space and corners', icons: 'Icons', controls: 'Controls', fields: 'Fields', people: 'People', states: 'States' },
  colorGroups: { ground: 'Grounds and inks', sign: 'Signs', own: 'People’s own' },
  colorHint: 'The stage is dark, the arc light shows the one thing to do, red means on the air and nothing else. Pairs of text and ground are AA.',
  typeHint: 'Archivo: wide for headings, normal for text.',
  typeSample: 'Lights up, you are on',
  spaceHint: 'Steps of a quarter rem; whatever can be pressed is 44 pixels high at least.',
  iconsHint: 'On a grid of 24, with a stroke of 1.75. Beside a word, or with a name of their own.',
  buttons: { arc: 'The one thing', plain: 'Everything else', danger: 'For good', busy: 'Under way', off: 'Not now' },
  pills: { plain: 'Plain', good: 'Verified', bad: 'Suspended', live: 'Live' },
  fields: {
    text: 'Name', textHint: 'A hint says what is expected.', wrong: 'Mail', wrongValue: 'ada@', wrongError: 'This is not a mail address.',
    password: 'Password', show: 'Show', hide: 'Hide', code: 'Code', area: 'Description', select: 'Category', selectOptions: ['Music', 'Games', 'Making'],
    toggle: 'Remind me', slider: 'Volume',
  },
  tabs: { label: 'Example', first: 'First', second: 'Second', firstText: 'Arrow keys go from tab to tab.', secondText: 'And back.' },
  dialog: { open: 'Ask', title: 'Reset the stream key?', text: 'A dialog says what will happen before it asks.', yes: 'Reset it', no: 'Keep it' },
  toast: { good: 'Toast of success', bad: 'Toast of failure', plain: 'Plain toast', text: 'One at a time, for three seconds.' },
  states: {
    empty: { title: 'Nothing yet', text: 'Says what will be here, and how it gets here.' },
    failed: { title: 'It could not be loaded', text: 'Says why, and lets one try again.' },
    offline: { title: 'You are offline', text: 'Says what still works.' },
    loading: 'Loading: the shape of what is on its way',
  },
};

export type Words = typeof en;
