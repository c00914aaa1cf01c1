import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Each deed of a person is told, once it is done and when it could not be: this reads who asks for one, and how they tell. */

const APP = import.meta.glob<string>('../src/**/*.{ts,svelte}', { eager: true, query: '?raw', import: 'default' });
const CLIENT = import.meta.glob<string>('../../packages/api-client/src/*.ts', { eager: true, query: '?raw', import: 'default' });

/** Deeds under the name of a store that passes them on; whoever calls them tells. */
const STORES: Readonly<Record<string, readonly string[]>> = {
  'shared/net/own-channel.svelte.ts': ['revise', 'resetStreamKey', 'changeBanner'],
  'shared/net/relation.svelte.ts': ['setFollowing'],
  'shared/session/session.svelte.ts': ['signIn', 'signOut'],
};
/** Who leaves the telling to somebody else, and to whom. */
const TOLD_BY: Readonly<Record<string, string>> = {
  'features/account/welcome.ts': 'features/account/LoginPage.svelte',
  'features/admin/AccountsPage.svelte': 'features/admin/of-lists/question.svelte.ts',
  'features/admin/InvitationsPage.svelte': 'features/admin/of-lists/question.svelte.ts',
  'features/admin/channel-deeds.ts': 'features/admin/of-lists/question.svelte.ts',
  'features/settings/of-account/factors/PasskeyRows.svelte': 'features/settings/of-account/factors/AskPassword.svelte',
  'features/settings/of-account/factors/RecoveryRow.svelte': 'features/settings/of-account/factors/AskPassword.svelte',
  'features/settings/of-account/factors/TotpRow.svelte': 'features/settings/of-account/factors/AskPassword.svelte',
  'features/settings/of-channel/BannerCard.svelte': 'features/settings/of-channel/PictureButtons.svelte',
};

/** Questions, though they are posted. */
const QUESTIONS = ['askFactor'];

const WRITES = /method: '(?:POST|PUT|PATCH|DELETE)'/;

/** The methods of a class, public or private, with what is in them. */
function methodsOf(source: string): [name: string, body: string][] {
  const parts = source.split(/^ {2}(?:async )?(#?[a-z]\w*)(?:<\w+>)?\(/m).slice(1);
  return Array.from({ length: parts.length / 2 }, (_, index) => [parts[2 * index] ?? '', parts[2 * index + 1] ?? '']);
}

/** What changes something on the server, by class: `PeopleApi` → `signOut`, … */
function deedsByClass(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const source of Object.values(CLIENT)) {
    for (const part of source.split(/^export class /m).slice(1)) {
      const methods = methodsOf(part);
      const writers = methods.filter(([name, body]) => name.startsWith('#') && WRITES.test(body)).map(([name]) => name);
      const deeds = methods.filter(([, body]) => WRITES.test(body) || writers.some((writer) => new RegExp(`${writer}[<(]`).test(body)));
      found.set(/^\w+/.exec(part)?.[0] ?? '', new Set(deeds.map(([name]) => name).filter((name) => !name.startsWith('#') && !QUESTIONS.includes(name))));
    }
  }
  return found;
}

/** The clients there are, by name. */
const made = Object.fromEntries(
  Object.values(APP)
    .flatMap((source) => [...source.matchAll(/export const (\w+) = new (\w+Api)\(/g)])
    .map(([, name = '', kind = '']) => [name, kind]),
);

/** The deeds a file asks the server for. */
function deedsIn(source: string, deeds: Map<string, Set<string>>): string[] {
  const imported = [...source.matchAll(/import \{([^}]+)\} from/g)].flatMap(([, names = '']) => names.split(','));
  return imported.flatMap((one) => {
    const [name = '', local = name] = one.trim().split(' as ');
    const own = deeds.get(made[name] ?? '') ?? new Set();
    return [...source.matchAll(new RegExp(`\\b${local}\\.(\\w+)\\(`, 'g'))].map(([, method = '']) => method).filter((method) => own.has(method));
  });
}

const short = (path: string): string => path.replace('../src/', '');
const deeds = deedsByClass();
const storeDeeds = new RegExp(`\\b(?:own|relation|session)\\.(?:${Object.values(STORES).flat().join('|')})\\(`);
const actors = Object.entries(APP)
  .filter(([path]) => !(short(path) in STORES))
  .filter(([, source]) => deedsIn(source, deeds).length > 0 || storeDeeds.test(source))
  .map(([path]) => short(path));

const FAILURE = /\bperform\(|\.run\(|toasts\.show\([^;]*'bad'/;
/** Whoever arrives is welcomed, and whoever leaves for their provider is told on the way back. */
const SUCCESS = /\bperform\(|\barrive\(|\bleaveFor\(|toasts\.show\([^;]*'good'/;
const sourceOf = (path: string): string => APP[`../src/${path}`] ?? '';

describe('what somebody does', () => {
  it('is found in the client and in the pages', () => {
    expect(deeds.get('PeopleApi')).toContain('signOut');
    expect(deeds.get('PeopleApi')).not.toContain('readSession');
    expect(deeds.get('ModerationApi')).toEqual(new Set(['ban', 'unban', 'appoint', 'dismiss', 'resign']));
    expect(actors.length).toBeGreaterThan(20);
    expect(actors).toContain('shared/moderation/banning.ts');
  });

  it.each(actors)('%s tells when it could not be', (actor) => {
    expect(FAILURE.test(sourceOf(TOLD_BY[actor] ?? actor))).toBe(true);
  });

  it.each(actors)('%s tells, or its caller does, when it is done', (actor) => {
    expect(SUCCESS.test(sourceOf(TOLD_BY[actor] ?? actor) + sourceOf(actor))).toBe(true);
  });
});

describe('the inventory', () => {
  const page = readFileSync('../docs/develop/toasts.md', 'utf8');
  const rows = [...page.matchAll(/^\| [^|]+ \| `([^`]+)` \| `([^`]+)` \|$/gm)];

  it('names files that tell so', () => {
    expect(rows.length).toBeGreaterThan(20);
    for (const [, file = '', words = ''] of rows) expect([file, sourceOf(file).includes(words)]).toEqual([file, true]);
  });
});
