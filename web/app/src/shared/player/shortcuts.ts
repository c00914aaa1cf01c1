import type { Player } from '@klieg/player';

const SHORT_STEP_S = 5;
const LONG_STEP_S = 10;
const VOLUME_STEP = 0.05;

export interface ShortcutHands {
  readonly request: Player['request'];
  readonly toggleStats: () => void;
  readonly toggleHelp: () => void;
}

/** Keys of the player and what they do. */
const KEYS: Readonly<Record<string, (hands: ShortcutHands) => void>> = {
  ' ': ({ request }) => request('togglePlayback'),
  k: ({ request }) => request('togglePlayback'),
  m: ({ request }) => request('toggleMuted'),
  f: ({ request }) => request('toggleFullscreen'),
  j: ({ request }) => request('seekBy', -LONG_STEP_S),
  l: ({ request }) => request('seekBy', LONG_STEP_S),
  arrowleft: ({ request }) => request('seekBy', -SHORT_STEP_S),
  arrowright: ({ request }) => request('seekBy', SHORT_STEP_S),
  arrowup: ({ request }) => request('changeVolume', VOLUME_STEP),
  arrowdown: ({ request }) => request('changeVolume', -VOLUME_STEP),
  end: ({ request }) => request('goLive'),
  i: ({ toggleStats }) => toggleStats(),
  '?': ({ toggleHelp }) => toggleHelp(),
};

/** Does what the key means; false when it is meant for something else. */
export function pressShortcut(event: KeyboardEvent, hands: ShortcutHands): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return false;
  const key = event.key.toLowerCase();
  const effect = KEYS[key];
  if (effect === undefined || isTakenBy(event.target, key)) return false;
  effect(hands);
  return true;
}

/** A field wants every key, a button its space bar, a slider and a menu their arrows. */
function isTakenBy(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest('input:not([type="range"]), textarea, select, [contenteditable="true"], [role="menu"], dialog')) {
    return true;
  }
  if (key === ' ' && target.closest('button, a, summary, [role="button"]')) return true;
  return (key.startsWith('arrow') || key === 'end') && target.closest('input[type="range"]') !== null;
}
