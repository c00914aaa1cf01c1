import { BROWSER, type ConnectionState, RealtimeConnection } from '@klieg/api-client';
import { createSubscriber } from 'svelte/reactivity';

function address(): string {
  const { protocol, host } = location;
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/api/v1/realtime`;
}

/** The page's one realtime socket. */
export const realtime = new RealtimeConnection(address(), BROWSER);

const subscribe = createSubscriber((update) => realtime.onState(update));

/** The socket's state; who reads it in an effect or a template is told of its changes. */
export function connectionState(): ConnectionState {
  subscribe();
  return realtime.state;
}
