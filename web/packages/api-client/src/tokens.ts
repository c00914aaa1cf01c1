import type { ApiClient } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];

/** What a person's own program calls the API with. */
export type PersonalToken = Readonly<Schemas['PersonalTokenView']>;
/** One with its secret, which is shown this once. */
export type MintedToken = Readonly<Schemas['MintedTokenView']>;
export type Scope = Schemas['Scope'];
export type WantedToken = Readonly<Schemas['MintToken']>;

/** One's own personal tokens. Each call refuses with an ApiProblem. */
export class TokensApi {
  constructor(private readonly client: Pick<ApiClient, 'ask'>) {}

  async list(): Promise<readonly PersonalToken[]> {
    return (await this.client.ask<Schemas['PersonalTokenList']>('/account/tokens')).tokens;
  }

  mint(wanted: WantedToken): Promise<MintedToken> {
    return this.client.ask('/account/tokens', { method: 'POST', json: wanted });
  }

  revoke(id: string): Promise<unknown> {
    return this.client.ask(`/account/tokens/${encodeURIComponent(id)}`, { method: 'DELETE' });
  }
}
