import { describe, expect, it } from 'vitest';
import { askToSignIn, wayBack, withWayBack } from '../src/shared/session/way-back';

const at = (path: string): URL => new URL(path, 'https://klieg.test');

describe('the way back', () => {
  it('keeps path and query through signing in', () => {
    const asked = askToSignIn(at('/manager/collab?stageId=x&y=1'));
    expect(wayBack(at(asked))).toBe('/manager/collab?stageId=x&y=1');
    expect(wayBack(at(withWayBack('/register', at(asked))))).toBe('/manager/collab?stageId=x&y=1');
  });

  it('is not mentioned when it leads home', () => {
    expect(askToSignIn(at('/'))).toBe('/login');
    expect(withWayBack('/reset', at('/login'))).toBe('/reset');
  });

  it.each([
    '//evil.test', '/\\evil.test', 'https://evil.test', 'javascript:alert(1)', 'evil', '', '/\t/evil.test', '/a\\..\\b',
  ])('%j leads home', (next) => {
    expect(wayBack(at(`/login?next=${encodeURIComponent(next)}`))).toBe('/');
  });
});
