/** What the web app needs to speak to control: the REST API and the realtime socket. */
export {
  AdminApi, type AuditEntry, type ListedAccount, type OnAir, type OpenInvitation, type OverseenChannel, type Overview, type Page, type Role,
} from './admin';
export type { Channel, ChannelList, LivePage } from './channel';
export { ApiClient, type Asking, type ClientOptions } from './client';
export { applyToChannel, applyToDirectory, type Directory, listLive, PUSHED_MAX, withChannels } from './directory';
export { ApiProblem, type FieldProblem, OutOfReach } from './errors';
export { type Factor, type Factors, FactorsApi, type Passkey, type PasskeyEnrolment, type PasskeyRequest, type SecondFactor, type Shown } from './factors';
export { FollowsApi, type Relation } from './follows';
export { type Ban, type BanPage, type Moderated, ModerationApi, type Moderator } from './moderation';
export { type ChannelChanges, type OwnChannel, OwnChannelApi } from './own-channel';
export { type Arrival, type Connection, OpenidApi, type OpenidOffer, type ProviderAddress } from './openid';
export { type Account, type AccountChanges, type LoginSession, PeopleApi, type SessionState, type SignedIn, type SignUp } from './people';
export { type Playback, PlaybackApi } from './playback';
export { BROWSER } from './realtime/browser';
export { type ConnectionState, RealtimeConnection, type Surroundings } from './realtime/connection';
export { type MintedToken, type PersonalToken, type Scope, TokensApi, type WantedToken } from './tokens';
export type { ClientMessage, Hello, ServerMessage } from './realtime/messages';
