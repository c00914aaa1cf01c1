import type { AuditEntry } from '@klieg/api-client';
import { words } from './words';

/** What was done, in words; a deed younger than this page says itself what it is. */
export function nameDeed(deed: string): string {
  const known: Readonly<Record<string, string>> = words.audit.deeds;
  return known[deed] ?? deed.replaceAll('_', ' ');
}

/** What else is known about a deed: a role, fields that were changed. Ids are for the API. */
export function describeDetails({ details }: Pick<AuditEntry, 'details'>): string {
  const roles: Readonly<Record<string, string>> = words.roles;
  return Object.entries(details)
    .filter(([key]) => key !== 'invitation')
    .map(([, value]) => roles[value] ?? value)
    .join(', ');
}
