import type { ApiClient } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];

/** An account that may not watch a channel. */
export type Ban = Readonly<Schemas['BanView']>;
export type BanPage = Readonly<Schemas['BanPage']>;
/** An account that may ban others from a channel. */
export type Moderator = Readonly<Schemas['ModeratorView']>;
/** A channel whose bans one may make. */
export type Moderated = Readonly<Schemas['ModeratedView']>;

/** Who may not watch, and who says so. Each call refuses with an ApiProblem. */
export class ModerationApi {
  constructor(private readonly client: Pick<ApiClient, 'ask'>) {}

  /** The own channel first; with a name, also from which of them that account is banned. */
  async listModerated(about?: string): Promise<readonly Moderated[]> {
    const query = about === undefined ? '' : `?${new URLSearchParams({ about })}`;
    return (await this.client.ask<Schemas['ModeratedList']>(`/moderating${query}`)).channels;
  }

  listBans(channel: string, after = ''): Promise<BanPage> {
    return this.client.ask(`${pathOf(channel)}/bans?${new URLSearchParams({ after })}`);
  }

  ban(channel: string, account: string, reason: string | null): Promise<unknown> {
    return this.client.ask(`${pathOf(channel)}/bans/${encodeURIComponent(account)}`, { method: 'PUT', json: { reason } });
  }

  unban(channel: string, account: string): Promise<unknown> {
    return this.client.ask(`${pathOf(channel)}/bans/${encodeURIComponent(account)}`, { method: 'DELETE' });
  }

  async listModerators(channel: string): Promise<readonly Moderator[]> {
    return (await this.client.ask<Schemas['ModeratorList']>(`${pathOf(channel)}/moderators`)).moderators;
  }

  appoint(channel: string, account: string): Promise<unknown> {
    return this.client.ask(`${pathOf(channel)}/moderators/${encodeURIComponent(account)}`, { method: 'PUT' });
  }

  dismiss(channel: string, account: string): Promise<unknown> {
    return this.client.ask(`${pathOf(channel)}/moderators/${encodeURIComponent(account)}`, { method: 'DELETE' });
  }

  /** Moderates somebody else's channel no longer. */
  resign(channel: string): Promise<unknown> {
    return this.client.ask(`/moderating/${encodeURIComponent(channel)}`, { method: 'DELETE' });
  }
}

function pathOf(channel: string): string {
  return `/channels/${encodeURIComponent(channel)}`;
}
