import type { Channel } from '@klieg/api-client';

/** The categories of live channels, each once whatever its case: those with most channels first, then by name. */
export function listCategories(live: readonly Pick<Channel, 'category'>[]): string[] {
  const counts: Record<string, { readonly name: string; readonly count: number }> = {};
  for (const { category } of live) {
    if (category === null) continue;
    const key = category.toLowerCase();
    counts[key] = { name: counts[key]?.name ?? category, count: (counts[key]?.count ?? 0) + 1 };
  }
  return Object.values(counts)
    .sort((one, other) => other.count - one.count || one.name.localeCompare(other.name))
    .map(({ name }) => name);
}

export function isIn(category: string | null, channel: Pick<Channel, 'category'>): boolean {
  return category === null || channel.category?.toLowerCase() === category.toLowerCase();
}
