import { beforeEach, describe, expect, it, vi } from 'vitest';
import { pressShortcut } from '../src/shared/player/shortcuts';

const hands = { request: vi.fn(), toggleStats: vi.fn(), toggleHelp: vi.fn() };

function press(key: string, target: Element = document.body, more: KeyboardEventInit = {}): boolean {
  const event = new KeyboardEvent('keydown', { key, ...more });
  Object.defineProperty(event, 'target', { value: target });
  return pressShortcut(event, hands);
}

beforeEach(() => vi.clearAllMocks());

describe('shortcuts', () => {
  it.each([
    [' ', ['togglePlayback']], ['k', ['togglePlayback']], ['K', ['togglePlayback']], ['m', ['toggleMuted']],
    ['f', ['toggleFullscreen']], ['j', ['seekBy', -10]], ['l', ['seekBy', 10]], ['ArrowLeft', ['seekBy', -5]],
    ['ArrowRight', ['seekBy', 5]], ['ArrowUp', ['changeVolume', 0.05]], ['ArrowDown', ['changeVolume', -0.05]],
    ['End', ['goLive']],
  ])('%j', (key, request) => {
    expect(press(key)).toBe(true);
    expect(hands.request).toHaveBeenCalledExactlyOnceWith(...request);
  });

  it('open the stats and the list', () => {
    press('i');
    press('?');
    expect(hands.toggleStats).toHaveBeenCalledOnce();
    expect(hands.toggleHelp).toHaveBeenCalledOnce();
  });

  it('leave other keys and the browser\'s own combinations alone', () => {
    expect(press('x')).toBe(false);
    expect(press('f', document.body, { ctrlKey: true })).toBe(false);
    expect(press('l', document.body, { metaKey: true })).toBe(false);
    expect(hands.request).not.toHaveBeenCalled();
  });

  it('leave a field its keys, a button its space bar and a slider its arrows', () => {
    document.body.innerHTML = '<input id="t"><button id="b"></button><input id="r" type="range"><div role="menu"><i id="m"></i></div>';
    const at = (id: string): Element => document.getElementById(id) ?? document.body;
    expect(press('k', at('t'))).toBe(false);
    expect(press(' ', at('b'))).toBe(false);
    expect(press('k', at('b'))).toBe(true);
    expect(press('ArrowUp', at('r'))).toBe(false);
    expect(press('m', at('r'))).toBe(true);
    expect(press('ArrowDown', at('m'))).toBe(false);
  });
});
