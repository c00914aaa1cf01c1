/** What the web app needs to speak to control: the REST API and the realtime socket. */
export type { Channel, ChannelList } from './channel';
export { ApiClient, type Asking, type ClientOptions } from './client';
export { applyToChannel, applyToDirectory, type Directory, listLive } from './directory';
export { ApiProblem, type FieldProblem, OutOfReach } from './errors';
export { FollowsApi, type Relation } from './follows';
export { type ChannelChanges, type OwnChannel, OwnChannelApi } from './own-channel';
export { type Account, type AccountChanges, type LoginSession, PeopleApi, type SignedIn, type SignUp } from './people';
export { type Playback, PlaybackApi } from './playback';
export { type Ban, type BanPage, type Moderated, ModerationApi, type Moderator } from './moderation';
export { BROWSER } from './realtime/browser';
export { type ConnectionState, RealtimeConnection, type Surroundings } from './realtime/connection';
export type { ClientMessage, Hello, ServerMessage } from './realtime/messages';
export { type MintedToken, type PersonalToken, type Scope, TokensApi, type WantedToken } from './tokens';
