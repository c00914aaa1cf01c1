import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../src/shared/language/languages';

const FILES = import.meta.glob<Record<string, unknown>>('../src/**/{strings,words}/*.ts', { eager: true });

/** The paths of every sentence of a catalogue: `site.name`, `player.keys.0.1`. */
function pathsOf(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, `${path}.${key}`));
}

const sentence = (value: unknown, path: string): unknown =>
  path.split('.').slice(1).reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], value);

const folders = [...new Set(Object.keys(FILES).map((path) => path.slice(0, path.lastIndexOf('/'))))];

describe.each(folders)('%s', (folder) => {
  const of = (language: string): unknown => FILES[`${folder}/${language}.ts`]?.[language];

  it.each(LANGUAGES)('is complete in %s, and nothing is empty', (language) => {
    expect(pathsOf(of(language)).sort()).toEqual(pathsOf(of('en')).sort());
    const silent = pathsOf(of(language)).filter((path) => sentence(of(language), path) === '');
    expect(silent).toEqual([]);
  });
});
