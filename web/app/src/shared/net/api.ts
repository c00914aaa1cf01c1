import { ApiClient, FollowsApi, OwnChannelApi, PeopleApi } from '@klieg/api-client';

export const api = new ApiClient({ base: '/api/v1', fetch: (...request) => fetch(...request) });
export const people = new PeopleApi(api);
export const ownChannel = new OwnChannelApi(api);
export const follows = new FollowsApi(api);
