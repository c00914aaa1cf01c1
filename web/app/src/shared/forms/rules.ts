/** What the server will refuse, told while it is typed. The server judges again. */

const NAME_MIN = 4;
const NAME_MAX = 20;
const NAME_FORM = /^[A-Za-z0-9_](?:\.?[A-Za-z0-9_])*$/;
const PASSWORD_MIN = 8;
const MAIL_FORM = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/;

export type NameFault = 'name_length' | 'name_characters';

export function judgeName(name: string): NameFault | null {
  if (name.length > NAME_MAX || name.length < NAME_MIN) return 'name_length';
  return NAME_FORM.test(name) ? null : 'name_characters';
}

export function isMail(text: string): boolean {
  return MAIL_FORM.test(text.trim());
}

export const PASSWORD_RULES = ['length', 'lower', 'upper', 'digit', 'symbol'] as const;
export type PasswordRule = (typeof PASSWORD_RULES)[number];

const MEETS: Readonly<Record<PasswordRule, (password: string) => boolean>> = {
  length: (password) => password.length >= PASSWORD_MIN,
  lower: (password) => /\p{Ll}/u.test(password),
  upper: (password) => /\p{Lu}/u.test(password),
  digit: (password) => /\p{Nd}/u.test(password),
  symbol: (password) => /[^\p{L}\p{N}\s]/u.test(password),
};

/** The rules that a password does not meet yet. */
export function missingFrom(password: string): readonly PasswordRule[] {
  return PASSWORD_RULES.filter((rule) => !MEETS[rule](password));
}
