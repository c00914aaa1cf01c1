import { pluralOf } from '$shared/language/plural';

const plural = pluralOf('en');

/** What forms say, the server's refusals among them: by their codes. */
export const en = {
  name: 'Name',
  mail: 'Mail address',
  password: 'Password',
  showPassword: 'Show password',
  hidePassword: 'Hide password',
  nameHint: '4 to 20 letters, digits, dots and underscores.',
  passwordRules: {
    title: 'A password has',
    length: '8 characters or more',
    lower: 'a small letter',
    upper: 'a capital letter',
    digit: 'a digit',
    symbol: 'a sign, such as ! or –',
    met: 'done',
  },
  required: 'Fill this in.',
  outOfReach: 'The server did not answer. Check your connection and try again.',
  unknown: 'That did not work. Try again.',
  wait: (duration: string) => `Too many attempts. Try again in ${duration}.`,
  waitAWhile: 'Too many attempts. Try again later.',
  minutes: (count: number) => `${count} ${plural(count, { one: 'minute', other: 'minutes' })}`,
  codes: {
    name_length: 'A name has 4 to 20 characters.',
    name_characters: 'Letters, digits, dots and underscores only; a letter, digit or underscore first and last, no two dots in a row.',
    name_reserved: 'This name is one of the site’s own. Choose another.',
    name_taken: 'This name is taken. Choose another.',
    password_weak: 'This password is too easy to guess.',
    password_same: 'This is the password you have. Choose another.',
    mail_invalid: 'This is not a mail address.',
    mail_domain_refused: 'Mail addresses of this domain cannot be used here.',
    mail_taken: 'There is an account with this mail address already.',
    sign_up_closed: 'Signing up is closed here. Ask whoever runs this site.',
    wrong_credentials: 'Name or password is wrong.',
    not_verified: 'Verify your mail address first.',
    suspended: 'This account is suspended. Ask whoever runs this site.',
    wrong_password: 'This is not your password.',
    code_invalid: 'This code is wrong or too old. Ask for a new one.',
    sign_in_expired: 'This took too long or failed too often. Begin again.',
    second_factor_wrong: 'This is not right, or was used already.',
    totp_exists: 'There is an authenticator app already. Remove it first.',
    totp_not_found: 'There is no authenticator app here. Begin again.',
    totp_code_wrong: 'This is not the code of now. Check the clock of your phone.',
    passkey_invalid: 'This passkey could not be taken. Begin again.',
    passkey_exists: 'This passkey is known already.',
    passkey_not_found: 'There is no such passkey any more.',
    passkeys_full: 'An account has at most 10 passkeys. Remove one first.',
    passkeys_unavailable: 'Passkeys need the site’s own address with https.',
    no_factor: 'Set up an authenticator app or a passkey first.',
    not_authorised: 'You are no longer logged in. Log in and try again.',
    not_allowed: 'You may not do this.',
    invalid_request: 'Something here cannot be used. Look at it again.',
    body_too_large: 'This is too large.',
    own_channel: 'This is your own channel.',
    picture_too_large: 'The picture is too large.',
    picture_too_many_pixels: 'The picture has too many pixels. Make it smaller.',
    picture_unsupported: 'Only JPG, PNG and WebP can be used.',
    picture_broken: 'The picture is damaged.',
    account_not_found: 'There is no account of this name.',
    owner_ban: 'Nobody can be banned from their own channel.',
    moderator_ban: 'They moderate this channel: only its owner can ban them.',
    too_many_bans: 'There are too many bans. Lift some first.',
    owner_moderates: 'This is your own channel: you moderate it anyway.',
    banned_moderator: 'They are banned from this channel. Lift the ban first.',
    too_many_moderators: 'There are as many moderators as there may be. Dismiss one first.',
    expiry_past: 'This day has passed. Choose a later one.',
    invitation_needed: 'This invitation cannot be used: it was used, withdrawn, is too old, or is for another mail address.',
    invitation_not_found: 'This invitation is none any more: it was used, has run out or was withdrawn.',
    channel_not_live: 'Nothing is on the air there any more.',
    openid_off: 'Nobody logs in by a provider here.',
    openid_expired: 'This login was not begun in this browser, or it took too long. Begin again.',
    openid_denied: 'The provider was not allowed to say who you are.',
    openid_answer: 'The provider’s answer could not be used. Try again, or ask whoever runs this site.',
    openid_mail: 'The provider knows no verified mail address of yours. Verify it there first.',
    openid_taken: 'That login belongs to another account, or this account has another one.',
    openid_alone: 'Nothing else opens this account. Set a password first.',
    openid_not_connected: 'This account is not connected with the provider.',
    openid_factor: 'This account has a second factor. Log in with your password and it, then connect it in the settings.',
    openid_proof: 'Confirm at the provider first that it is you.',
    arrival_not_found: 'This took too long. Begin again.',
    unavailable: 'The server is busy. Try again in a moment.',
  } as Readonly<Record<Code, string>>,
};

type Code =
  | 'name_length' | 'name_characters' | 'name_reserved' | 'name_taken' | 'password_weak' | 'password_same'
  | 'mail_invalid' | 'mail_domain_refused' | 'mail_taken' | 'sign_up_closed' | 'wrong_credentials' | 'not_verified'
  | 'suspended' | 'wrong_password' | 'code_invalid' | 'not_authorised' | 'not_allowed' | 'invalid_request'
  | 'body_too_large' | 'own_channel' | 'picture_too_large' | 'picture_too_many_pixels' | 'picture_unsupported'
  | 'sign_in_expired' | 'second_factor_wrong' | 'totp_exists' | 'totp_not_found' | 'totp_code_wrong' | 'passkey_invalid'
  | 'passkey_exists' | 'passkey_not_found' | 'passkeys_full' | 'passkeys_unavailable' | 'no_factor' | 'picture_broken' | 'account_not_found' | 'owner_ban' | 'moderator_ban' | 'too_many_bans' | 'owner_moderates'
  | 'banned_moderator' | 'too_many_moderators' | 'expiry_past'
  | 'invitation_needed' | 'invitation_not_found' | 'channel_not_live' | 'unavailable'
  | 'openid_off' | 'openid_expired' | 'openid_denied' | 'openid_answer' | 'openid_mail' | 'openid_taken' | 'openid_alone'
  | 'openid_not_connected' | 'openid_factor' | 'openid_proof' | 'arrival_not_found';

export type Words = typeof en;
