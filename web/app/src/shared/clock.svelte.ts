import { createSubscriber } from 'svelte/reactivity';

const TICK_MS = 5000;

const subscribe = createSubscriber((update) => {
  const timer = setInterval(update, TICK_MS);
  return () => clearInterval(timer);
});

/** Milliseconds since the epoch; who reads it in an effect or a template is told of its ticks. */
export function now_ms(): number {
  subscribe();
  return Date.now();
}
