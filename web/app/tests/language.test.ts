import { afterEach, describe, expect, it } from 'vitest';
import { openCatalogue } from '../src/shared/language/catalogue';
import { language } from '../src/shared/language/language';
import { pickLanguage, pickLocale } from '../src/shared/language/languages';
import { pluralOf } from '../src/shared/language/plural';

afterEach(() => language.choose('en'));

describe('the language', () => {
  it.each([
    [null, ['de-AT', 'en'], 'de'], [null, ['fr-FR', 'en-GB'], 'en'], [null, ['fr'], 'en'], [null, [], 'en'],
    ['de', ['en-US'], 'de'], ['xx', ['de'], 'de'], ['en', ['de'], 'en'],
  ] as const)('chosen %s, the browser prefers %j: %s', (chosen, preferred, expected) => {
    expect(pickLanguage(chosen, preferred)).toBe(expected);
  });

  it.each([
    ['en', ['de', 'en-GB', 'en-US'], 'en-GB'], ['de', ['en-GB'], 'de'],
  ] as const)('figures in %s for %j are written as in %s', (tongue, preferred, expected) => {
    expect(pickLocale(tongue, preferred)).toBe(expected);
  });

  it('is remembered and said by the document', async () => {
    await language.choose('de');
    expect(document.documentElement.lang).toBe('de');
    expect(localStorage.getItem('klieg.language')).toBe('de');
  });
});

describe('a catalogue', () => {
  const open = () => openCatalogue({ en: () => Promise.resolve({ hello: 'Hello' }), de: () => Promise.resolve({ hello: 'Hallo' }) });

  it('speaks once it is ready and follows the language', async () => {
    const { words, ready } = open();
    expect(() => words.hello).toThrow('ready');
    await ready();
    expect(words.hello).toBe('Hello');
    await language.choose('de');
    expect(words.hello).toBe('Hallo');
  });

  it('is brought in the language of the moment', async () => {
    await language.choose('de');
    const { words, ready } = open();
    await ready();
    expect(words.hello).toBe('Hallo');
  });

  it('can be asked for again after a failure', async () => {
    let away = true;
    const bring = () => (away ? Promise.reject(new Error('away')) : Promise.resolve({ hello: 'Hello' }));
    const { words, ready } = openCatalogue({ en: bring, de: bring });
    await expect(ready()).rejects.toThrow('away');
    away = false;
    await ready();
    expect(words.hello).toBe('Hello');
  });
});

it('plurals follow the rules of the language', () => {
  const english = pluralOf('en');
  expect([0, 1, 2].map((count) => english(count, { one: 'viewer', other: 'viewers' }))).toEqual(['viewers', 'viewer', 'viewers']);
});
