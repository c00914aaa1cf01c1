/** What is said about signing in by a provider. */
export const en = {
  or: 'or',
  enter: (provider: string) => `Continue with ${provider}`,
  arrival: {
    loading: 'Looking who you are…',
    lost: { title: 'This took too long', text: 'Begin again from the page of logging in.' },
    failed: 'This could not be loaded',
    again: 'Log in',
    name: { title: 'Choose your name', intro: (mail: string) => `You are ${mail}. What shall others call you here?`, submit: 'Make my account', done: 'Your account is made' },
    join: {
      title: 'You have an account',
      intro: (mail: string, provider: string) => `There is an account with ${mail}. Enter its password once; from then on ${provider} opens it too.`,
      submit: 'Connect and log in',
      done: (provider: string) => `Your account is connected with ${provider}`,
    },
  },
  card: {
    title: (provider: string) => `Log in with ${provider}`,
    none: (provider: string) => `Connect your account, and ${provider} opens it as your password does.`,
    connected: (mail: string, date: string) => `Connected with ${mail} since ${date}.`,
    unnamed: (date: string) => `Connected since ${date}.`,
    alone: 'To disconnect it, set a password first: nothing else opens your account.',
    connect: 'Connect',
    disconnect: 'Disconnect',
    confirm: (provider: string) => `Disconnect from ${provider}?`,
    confirmText: 'Your password alone opens your account then.',
    disconnected: (provider: string) => `Your account is not connected with ${provider} any more`,
    failed: 'This could not be loaded.',
    loading: 'Loading the connection',
  },
  proof: {
    text: (provider: string) => `Your account has no password. Show at ${provider} that it is you: that holds for ten minutes.`,
    begin: (provider: string) => `Confirm with ${provider}`,
    done: 'Confirmed. It holds for ten minutes.',
    mailed: 'Your account has no password. Log out and have a link mailed by “Forgot your password?” to set one.',
  },
  password: { title: 'Set a password', text: 'You can then log in with it too.', save: 'Set password', saved: 'Your password is set' },
};

export type Words = typeof en;
