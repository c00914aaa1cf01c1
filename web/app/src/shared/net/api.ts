import { ApiClient } from '@klieg/api-client';

export const api = new ApiClient({ base: '/api/v1', fetch: (...request) => fetch(...request) });
