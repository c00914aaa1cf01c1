import type { ApiClient } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];

/** How much there is of everything. */
export type Overview = Readonly<Schemas['OverviewView']>;
/** An account as an admin sees it. */
export type ListedAccount = Readonly<Schemas['ListedAccountView']>;
/** A channel as an admin looks at it. */
export type OverseenChannel = Readonly<Schemas['OverseenChannelView']>;
/** A stream session that is open. */
export type OnAir = Readonly<Schemas['OnAirView']>;
/** An invitation that nobody has used yet. */
export type OpenInvitation = Readonly<Schemas['OpenInvitationView']>;
/** Who did what. */
export type AuditEntry = Readonly<Schemas['AuditEntryView']>;
export type Role = ListedAccount['role'];

/** One page of a list, and where the next one begins. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** What admins look at and do. Each call refuses with an ApiProblem. */
export class AdminApi {
  constructor(private readonly client: Pick<ApiClient, 'ask'>) {}

  readOverview(): Promise<Overview> {
    return this.client.ask('/admin/overview');
  }

  async listAccounts(search: string, after: string | null): Promise<Page<ListedAccount>> {
    const { accounts, next_after } = await this.client.ask<Schemas['AccountPage']>(at('/admin/accounts', { search, after }));
    return { items: accounts, next: next_after };
  }

  async listChannels(search: string, after: string | null): Promise<Page<OverseenChannel>> {
    const { channels, next_after } = await this.client.ask<Schemas['OverseenChannelPage']>(at('/admin/channels', { search, after }));
    return { items: channels, next: next_after };
  }

  async listOnAir(before: string | null): Promise<Page<OnAir>> {
    const { streams, next_before } = await this.client.ask<Schemas['OnAirPage']>(at('/admin/live', { before }));
    return { items: streams, next: next_before };
  }

  async listInvitations(before: string | null): Promise<Page<OpenInvitation>> {
    const { invitations, next_before } = await this.client.ask<Schemas['InvitationPage']>(at('/admin/invitations', { before }));
    return { items: invitations, next: next_before };
  }

  async listDeeds(about: string, before: string | null): Promise<Page<AuditEntry>> {
    const { entries, next_before } = await this.client.ask<Schemas['AuditPage']>(at('/admin/audit', { about, before }));
    return { items: entries, next: next_before === null ? null : String(next_before) };
  }

  setRole(name: string, role: Role): Promise<ListedAccount> {
    return this.client.ask(accountAt(name), { method: 'PATCH', json: { role } });
  }

  /** Signs the account out and takes it off the air, or lets it in again. */
  setSuspended(name: string, suspended: boolean): Promise<ListedAccount> {
    return this.client.ask(accountAt(name), { method: 'PATCH', json: { suspended } });
  }

  /** For an account whose owner has lost them. */
  removeFactors(name: string): Promise<unknown> {
    return this.client.ask(`${accountAt(name)}/factors`, { method: 'DELETE' });
  }

  deleteAccount(name: string): Promise<unknown> {
    return this.client.ask(accountAt(name), { method: 'DELETE' });
  }

  /** The encoder is dropped; it may come back. */
  stopStream(channel: string): Promise<unknown> {
    return this.client.ask(`${channelAt(channel)}/stream`, { method: 'DELETE' });
  }

  /** The encoder is dropped, and refused from now on. */
  resetStreamKey(channel: string): Promise<unknown> {
    return this.client.ask(`${channelAt(channel)}/stream-key`, { method: 'POST' });
  }

  deleteChannel(channel: string): Promise<unknown> {
    return this.client.ask(channelAt(channel), { method: 'DELETE' });
  }

  /** The link is told this once. */
  async invite(mail: string | null, language: Schemas['Invite']['language']): Promise<string> {
    const { link } = await this.client.ask<Schemas['InvitationView']>('/admin/invitations', { method: 'POST', json: { mail, language } });
    return link;
  }

  withdrawInvitation(id: string): Promise<unknown> {
    return this.client.ask(`/admin/invitations/${encodeURIComponent(id)}`, { method: 'DELETE' });
  }
}

function at(path: string, query: Readonly<Record<string, string | null>>): string {
  const told = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== null && pair[1] !== '');
  return told.length === 0 ? path : `${path}?${new URLSearchParams(told)}`;
}

function accountAt(name: string): string {
  return `/admin/accounts/${encodeURIComponent(name)}`;
}

function channelAt(name: string): string {
  return `/channels/${encodeURIComponent(name)}`;
}
