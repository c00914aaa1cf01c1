/** Calls back every `period_ms`, from hidden pages too, until the returned function is called. */
export function tick(period_ms: number, listener: () => void): () => void {
  try {
    const worker = new Worker(new URL('./ticker.worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = listener;
    worker.postMessage(period_ms);
    return () => worker.terminate();
  } catch {
    const timer = setInterval(listener, period_ms);
    return () => clearInterval(timer);
  }
}
