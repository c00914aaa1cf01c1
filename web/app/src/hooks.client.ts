import { stringsReady } from '$shared/strings';

/** Fetches the words while the pages are fetched; the layout waits for them. */
export function init(): void {
  void stringsReady().catch(() => undefined);
}
