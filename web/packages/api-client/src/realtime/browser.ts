import type { Surroundings } from './connection';

/** The browser's own network, clock and visibility. */
export const BROWSER: Surroundings = {
  openSocket: (address) => new WebSocket(address),
  random: () => Math.random(),
  isOnline: () => navigator.onLine,
  onWake(listener) {
    const whenVisible = (): void => {
      if (document.visibilityState === 'visible') listener();
    };
    addEventListener('online', listener);
    addEventListener('offline', listener);
    addEventListener('pageshow', listener);
    document.addEventListener('visibilitychange', whenVisible);
    return () => {
      removeEventListener('online', listener);
      removeEventListener('offline', listener);
      removeEventListener('pageshow', listener);
      document.removeEventListener('visibilitychange', whenVisible);
    };
  },
};
