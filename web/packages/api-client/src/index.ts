/** What the web app needs to speak to control: the REST API and the realtime socket. */
export type { Channel } from './channel';
export { ApiClient, type ClientOptions } from './client';
export { applyToChannel, applyToDirectory, type Directory, listLive } from './directory';
export { ApiProblem, OutOfReach } from './errors';
export { BROWSER } from './realtime/browser';
export { type ConnectionState, RealtimeConnection, type Surroundings } from './realtime/connection';
export type { ClientMessage, Hello, ServerMessage } from './realtime/messages';
