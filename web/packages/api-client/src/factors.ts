import type { ApiClient } from './client';
import type { SignedIn } from './people';
import type { components } from './schema';

type Schemas = components['schemas'];

/** What an account has besides its password. */
export type Factors = Readonly<Schemas['FactorsView']>;
export type Passkey = Readonly<Schemas['PasskeyView']>;
/** The password was right; there is no session yet. */
export type SecondFactor = Readonly<Schemas['SecondFactorView']>;
export type Factor = Schemas['Factor'];
export type PasskeyEnrolment = Readonly<Schemas['PasskeyEnrolmentView']>;
export type PasskeyRequest = Readonly<Schemas['PasskeyRequestView']>;
/** What goes with a challenge: a code that was typed, or what the browser's passkey signed. */
export type Shown = Readonly<{ factor: 'totp' | 'recovery'; code: string } | { factor: 'passkey'; passkey: unknown }>;

const FACTORS = '/account/factors';

/** Second factors: what is shown at a sign-in, and one's own. Each call refuses with an ApiProblem. */
export class FactorsApi {
  constructor(private readonly client: Pick<ApiClient, 'ask'>) {}

  present(challenge: string, shown: Shown): Promise<SignedIn> {
    return this.#post('/login/second-factor', { challenge, ...shown });
  }

  requestPasskey(): Promise<PasskeyRequest> {
    return this.#post('/login/passkey/options');
  }

  signInByPasskey(challenge: string, passkey: unknown): Promise<SignedIn> {
    return this.#post('/login/passkey', { challenge, passkey });
  }

  read(): Promise<Factors> {
    return this.client.ask(FACTORS);
  }

  beginTotp(password: string): Promise<Readonly<Schemas['TotpEnrolmentView']>> {
    return this.#post(`${FACTORS}/totp`, { password });
  }

  /** The recovery codes that come with the first factor; null where there are some already. */
  async confirmTotp(code: string): Promise<readonly string[] | null> {
    return (await this.#post<Schemas['RecoveryCodesView']>(`${FACTORS}/totp/confirm`, { code })).recovery_codes;
  }

  removeTotp(password: string): Promise<unknown> {
    return this.client.ask(`${FACTORS}/totp`, { method: 'DELETE', json: { password } });
  }

  beginPasskey(password: string): Promise<PasskeyEnrolment> {
    return this.#post(`${FACTORS}/passkeys/options`, { password });
  }

  /** The same of a passkey that the browser had made. */
  async enrolPasskey(challenge: string, label: string, passkey: unknown): Promise<readonly string[] | null> {
    return (await this.#post<Schemas['RecoveryCodesView']>(`${FACTORS}/passkeys`, { challenge, label, passkey })).recovery_codes;
  }

  removePasskey(id: string, password: string): Promise<unknown> {
    return this.client.ask(`${FACTORS}/passkeys/${encodeURIComponent(id)}`, { method: 'DELETE', json: { password } });
  }

  async renewRecoveryCodes(password: string): Promise<readonly string[]> {
    return (await this.#post<Schemas['RecoveryCodesView']>(`${FACTORS}/recovery-codes`, { password })).recovery_codes ?? [];
  }

  #post<Answer>(path: string, json?: unknown): Promise<Answer> {
    return this.client.ask(path, { method: 'POST', ...(json !== undefined && { json }) });
  }
}
