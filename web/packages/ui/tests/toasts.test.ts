import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { OFFER_MS, TOAST_MS, toasts } from '../src/messages/toasts.svelte';

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  toasts.dismiss();
  vi.useRealTimers();
});

describe('toasts', () => {
  it('are one at a time, and go by themselves', () => {
    toasts.show('first');
    vi.advanceTimersByTime(TOAST_MS - 1);
    toasts.show('second', 'good');
    expect(toasts.current).toMatchObject({ text: 'second', tone: 'good', offer: null });
    vi.advanceTimersByTime(TOAST_MS - 1);
    expect(toasts.current).not.toBeNull();
    vi.advanceTimersByTime(1);
    expect(toasts.current).toBeNull();
  });

  it('stay longer when something can be done about them, and as long as somebody is at it', () => {
    toasts.show('Banned', 'good', { label: 'Undo', onchoose: () => undefined });
    vi.advanceTimersByTime(OFFER_MS - 1);
    toasts.hold();
    vi.advanceTimersByTime(OFFER_MS);
    expect(toasts.current?.text).toBe('Banned');
    toasts.release();
    vi.advanceTimersByTime(OFFER_MS);
    expect(toasts.current).toBeNull();
  });

  it('are gone when their offer is taken, which may say something itself', () => {
    toasts.show('Banned', 'good', { label: 'Undo', onchoose: () => toasts.show('Unbanned') });
    toasts.take();
    expect(toasts.current).toMatchObject({ text: 'Unbanned', offer: null });
  });
});
