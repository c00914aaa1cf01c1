/** Keeps the screen from going dark until the returned function is called; a phone that sleeps stops its camera. */
export function holdAwake(): () => void {
  let sentinel: WakeLockSentinel | null = null;
  let over = false;
  const hold = async (): Promise<void> => {
    if (document.visibilityState !== 'visible') return;
    // Refused on a low battery; the stream goes on all the same.
    const held = (await navigator.wakeLock?.request('screen').catch(() => null)) ?? null;
    if (over) void held?.release();
    else sentinel = held;
  };
  const again = (): void => void hold(); // it is let go whenever the page is hidden
  document.addEventListener('visibilitychange', again);
  void hold();
  return () => {
    over = true;
    document.removeEventListener('visibilitychange', again);
    void sentinel?.release();
  };
}
