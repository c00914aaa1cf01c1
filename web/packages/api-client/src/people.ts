import type { ApiClient } from './client';
import type { SecondFactor } from './factors';
import type { components } from './schema';

type Schemas = components['schemas'];

/** An account as its owner sees it. */
export type Account = Readonly<Schemas['AccountView']>;
/** Who is signed in, and what a page needs to know before somebody is. */
export type SignedIn = Readonly<Schemas['SignedInView']>;
/** The same with the ways in. */
export type SessionState = Readonly<Schemas['WaysInView']>;
/** A browser that is signed in. */
export type LoginSession = Readonly<Schemas['LoginSessionView']>;
export type SignUp = Readonly<Schemas['SignUp']>;
export type AccountChanges = Readonly<Partial<Schemas['ReviseAccount']>>;

/** The part of the API about who one is. Each call refuses with an ApiProblem. */
export class PeopleApi {
  constructor(private readonly client: Pick<ApiClient, 'ask'>) {}

  readSession(): Promise<SessionState> {
    return this.client.ask('/session');
  }

  signUp(wanted: SignUp): Promise<Readonly<Schemas['RegisteredView']>> {
    return this.#post('/accounts', wanted);
  }

  verify(name: string, code: string): Promise<unknown> {
    return this.#post('/accounts/verification', { name, code });
  }

  resendVerification(login: string): Promise<unknown> {
    return this.#post('/accounts/verification/resend', { login });
  }

  /** Who is signed in then, or what the account asks for besides. */
  signIn(login: string, password: string): Promise<SignedIn | SecondFactor> {
    return this.#post('/login', { login, password });
  }

  signOut(): Promise<unknown> {
    return this.#post('/logout');
  }

  requestReset(mail: string): Promise<unknown> {
    return this.#post('/password-reset', { mail });
  }

  confirmReset(name: string, code: string, password: string): Promise<unknown> {
    return this.#post('/password-reset/confirm', { name, code, password });
  }

  /** Makes channel and stream key where there are none yet; asking again is harmless. */
  provideChannel(): Promise<Account> {
    return this.#post('/account/provisioning');
  }

  revise(changes: AccountChanges): Promise<Account> {
    return this.client.ask('/account', { method: 'PATCH', json: changes });
  }

  changeName(name: string): Promise<Account> {
    return this.#post('/account/name', { name });
  }

  requestMailChange(mail: string, password: string): Promise<unknown> {
    return this.#post('/account/mail', { mail, password });
  }

  confirmMailChange(code: string): Promise<Account> {
    return this.#post('/account/mail/confirm', { code });
  }

  changePassword(current: string, password: string): Promise<unknown> {
    return this.#post('/account/password', { current, password });
  }

  deleteAccount(password: string): Promise<unknown> {
    return this.client.ask('/account', { method: 'DELETE', json: { password } });
  }

  async listSessions(): Promise<readonly LoginSession[]> {
    return (await this.client.ask<{ readonly sessions: readonly LoginSession[] }>('/account/sessions')).sessions;
  }

  closeSession(id: string): Promise<unknown> {
    return this.client.ask(`/account/sessions/${encodeURIComponent(id)}`, { method: 'DELETE' });
  }

  closeOtherSessions(): Promise<unknown> {
    return this.#post('/account/sessions/revoke-others');
  }

  uploadAvatar(file: Blob): Promise<unknown> {
    return this.client.ask('/account/avatar', { method: 'PUT', file });
  }

  removeAvatar(): Promise<unknown> {
    return this.client.ask('/account/avatar', { method: 'DELETE' });
  }

  #post<Answer>(path: string, json?: unknown): Promise<Answer> {
    return this.client.ask(path, { method: 'POST', ...(json !== undefined && { json }) });
  }
}
