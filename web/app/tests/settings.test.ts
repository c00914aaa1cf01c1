import { describe, expect, it } from 'vitest';
import { nameBrowser } from '../src/features/settings/of-account/browser-name';
import { readLinks, readTags } from '../src/features/settings/of-channel/lists';

describe('what is typed as a list', () => {
  it.each([
    ['music, synths', ['music', 'synths']], ['#music #synths', ['music', 'synths']], [' , music,,music ', ['music']],
    ['late night', ['late-night']], ['', []],
  ])('the tags %j are %j', (text, tags) => {
    expect(readTags(text)).toEqual(tags);
  });

  it.each([
    ['https://a.test\nb.test/x', ['https://a.test', 'https://b.test/x']], ['http://a.test http://a.test', ['http://a.test']], ['\n', []],
  ])('the links %j are %j', (text, links) => {
    expect(readLinks(text)).toEqual(links);
  });
});

it.each([
  ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36', 'Chrome', 'Linux'],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/156.0 Safari/537.36 Edg/156.0', 'Edge', 'Windows'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1', 'Safari', 'iPhone'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 14.5; rv:153.0) Gecko/20100101 Firefox/153.0', 'Firefox', 'macOS'],
  ['Mozilla/5.0 (Linux; Android 15; Pixel) AppleWebKit/537.36 Chrome/156.0 Mobile Safari/537.36', 'Chrome', 'Android'],
])('%s', (userAgent, browser, system) => {
  expect(nameBrowser(userAgent)).toEqual({ browser, system });
});

it('a program that is no browser has no name that people know', () => {
  expect(nameBrowser('curl/8.9')).toBeNull();
});
