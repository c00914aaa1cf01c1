import { ApiClient, FactorsApi, FollowsApi, ModerationApi, OpenidApi, OwnChannelApi, PeopleApi, PlaybackApi, TokensApi } from '@klieg/api-client';

const NOT_AUTHORISED = 401;
let onLost: () => void = () => undefined;

/** Calls back whenever the server does not know who asks. */
export function whenUnknown(listener: () => void): void {
  onLost = listener;
}

export const api = new ApiClient({
  base: '/api/v1',
  fetch: async (...request) => {
    const response = await fetch(...request);
    if (response.status === NOT_AUTHORISED) onLost();
    return response;
  },
});
export const people = new PeopleApi(api);
export const ownChannel = new OwnChannelApi(api);
export const factors = new FactorsApi(api);
export const openid = new OpenidApi(api);
export const follows = new FollowsApi(api);
export const playback = new PlaybackApi(api);
export const moderation = new ModerationApi(api);
export const tokens = new TokensApi(api);
