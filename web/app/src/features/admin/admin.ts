import { AdminApi } from '@klieg/api-client';
import { api } from '$shared/net/api';

/** What the pages of admins ask the server. */
export const admin = new AdminApi(api);
