import type { ApiClient } from './client';
import type { SignedIn } from './people';
import type { components } from './schema';

type Schemas = components['schemas'];

/** The provider that people may sign in by. */
export type OpenidOffer = Readonly<Schemas['OpenidOfferView']>;
/** Somebody whom the provider has named, and who is not signed in yet. */
export type Arrival = Readonly<Schemas['ArrivalView']>;
/** Who an account is at the provider. */
export type Connection = Readonly<Schemas['ConnectionView']>;
/** Where the browser goes, with the cookie that came along. */
export type ProviderAddress = Readonly<Schemas['OpenidAddressView']>;

const ARRIVAL = '/openid/arrival';
const OWN = '/account/openid';

/** Signing in by an OpenID provider. Each call refuses with an ApiProblem. */
export class OpenidApi {
  constructor(private readonly client: Pick<ApiClient, 'ask'>) {}

  beginSignIn(next: string, invite: string): Promise<ProviderAddress> {
    return this.#post('/openid/sign-in', { next, invite });
  }

  readArrival(): Promise<Arrival> {
    return this.client.ask(ARRIVAL);
  }

  makeAccount(name: string, language: Schemas['NameAccount']['language']): Promise<SignedIn> {
    return this.#post(`${ARRIVAL}/account`, { name, language });
  }

  joinAccount(password: string): Promise<SignedIn> {
    return this.#post(`${ARRIVAL}/join`, { password });
  }

  /** What their account asks for besides. */
  askFactor(): Promise<Readonly<Schemas['SecondFactorView']>> {
    return this.#post(`${ARRIVAL}/second-factor`);
  }

  async readConnection(): Promise<Connection | null> {
    return (await this.client.ask<Schemas['ConnectionState']>(OWN)).connection;
  }

  beginConnecting(password: string): Promise<ProviderAddress> {
    return this.#post(OWN, { password });
  }

  disconnect(password: string): Promise<unknown> {
    return this.client.ask(OWN, { method: 'DELETE', json: { password } });
  }

  /** What is shown there stands for a password, of an account that has none. */
  beginProving(): Promise<ProviderAddress> {
    return this.#post(`${OWN}/proof`);
  }

  #post<Answer>(path: string, json?: unknown): Promise<Answer> {
    return this.client.ask(path, { method: 'POST', ...(json !== undefined && { json }) });
  }
}
