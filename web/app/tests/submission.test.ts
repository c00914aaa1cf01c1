import { toasts } from '@klieg/ui/toasts';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ApiProblem, OutOfReach } from '../../packages/api-client/src';
import { Submission } from '../src/shared/forms/submission.svelte';
import { formWords, formWordsReady } from '../src/shared/forms/words';

beforeAll(formWordsReady);
afterEach(() => toasts.dismiss());

const makeForm = () => new Submission({ fields: ['name', 'mail'], blame: { name_taken: 'name' } });
const refuse = (error: Error) => () => Promise.reject(error);

describe('a form', () => {
  it('is not sent while faults are known', async () => {
    const form = makeForm();
    let sent = false;
    const done = await form.run(() => Promise.resolve((sent = true)), { name: 'Too short.', mail: null });
    expect([done, sent, form.errors]).toEqual([false, false, { name: 'Too short.' }]);
  });

  it('is sent once at a time', async () => {
    const form = makeForm();
    let finish: () => void = () => undefined;
    const first = form.run(() => new Promise<void>((resolve) => (finish = resolve)));
    expect(form.busy).toBe(true);
    expect(await form.run(() => Promise.resolve())).toBe(false);
    finish();
    expect(await first).toBe(true);
    expect(form.busy).toBe(false);
  });

  it.each([
    ['by code', new ApiProblem(409, 'name_taken', 'x'), { name: 'name_taken' }],
    ['by field', new ApiProblem(422, 'invalid_request', 'x', { fields: [{ field: 'mail', sentence: 'x' }] }), { mail: 'invalid_request' }],
  ] as const)('blames a field %s', async (_how, problem, expected) => {
    const form = makeForm();
    await form.run(refuse(problem));
    const codes: Readonly<Record<string, string>> = formWords.codes;
    expect(form.errors).toEqual(Object.fromEntries(Object.entries(expected).map(([field, code]) => [field, codes[code]])));
    expect([form.problem, toasts.current]).toEqual([null, null]);
  });

  it.each([
    ['a field it has not', new ApiProblem(422, 'invalid_request', 'x', { fields: [{ field: 'other', sentence: 'x' }] }), () => formWords.codes.invalid_request],
    ['nobody who answers', new OutOfReach(), () => formWords.outOfReach],
  ] as const)('says as a whole what is due to %s', async (_what, error, text) => {
    const form = makeForm();
    await form.run(refuse(error));
    expect([form.problem, form.errors]).toEqual([text(), {}]);
    expect(toasts.current).toMatchObject({ text: text(), tone: 'bad' });
  });

  it('forgets what was wrong when it is sent again', async () => {
    const form = makeForm();
    await form.run(refuse(new OutOfReach()));
    expect(await form.run(() => Promise.resolve())).toBe(true);
    expect(form.problem).toBeNull();
  });
});
