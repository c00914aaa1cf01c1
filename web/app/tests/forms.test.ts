import { ApiProblem, OutOfReach } from '../../packages/api-client/src';
import { beforeAll, describe, expect, it } from 'vitest';
import { explain } from '../src/shared/forms/explain';
import { isMail, judgeName, missingFrom } from '../src/shared/forms/rules';
import { formWords, formWordsReady } from '../src/shared/forms/words';

beforeAll(formWordsReady);

describe('what is told before the server tells it', () => {
  it.each([
    ['Ada_L', null], ['a.b.c.d', null], ['abc', 'name_length'], ['a'.repeat(21), 'name_length'], ['abc.', 'name_characters'],
    ['.abcd', 'name_characters'], ['ab..cd', 'name_characters'], ['Zoë_1', 'name_characters'], ['ab cd', 'name_characters'],
  ])('the name %j: %s', (name, fault) => {
    expect(judgeName(name)).toBe(fault);
  });

  it.each([
    ['Lights-0n', []], ['Abc1!', ['length']], ['lights-0n', ['upper']], ['LIGHTS-0N', ['lower']], ['Lights-On', ['digit']],
    ['Lights0nn', ['symbol']], ['', ['length', 'lower', 'upper', 'digit', 'symbol']],
  ])('the password %j lacks %j', (password, missing) => {
    expect(missingFrom(password)).toEqual(missing);
  });

  it.each([['ada@example.org', true], [' ada@example.org ', true], ['ada@', false], ['ada@host', false], ['a b@c.de', false]])(
    '%j is a mail address: %s',
    (text, expected) => {
      expect(isMail(text)).toBe(expected);
    },
  );
});

describe('a refusal is told in the language of the page', () => {
  it.each([
    [new OutOfReach(), () => formWords.outOfReach],
    [new TypeError('x'), () => formWords.unknown],
    [new ApiProblem(409, 'name_taken', 'Taken.'), () => formWords.codes.name_taken],
    [new ApiProblem(400, 'brand_new', 'Not on a Sunday.'), () => 'Not on a Sunday.'],
    [new ApiProblem(500, 'internal_error', 'Klieg made a mistake.'), () => formWords.unknown],
    [new ApiProblem(429, 'too_many_attempts', 'x', { retryAfter_s: 61 }), () => formWords.wait('2 minutes')],
    [new ApiProblem(429, 'too_many_requests', 'x'), () => formWords.waitAWhile],
  ])('%s', (error, text) => {
    expect(explain(error)).toBe(text());
  });
});
