import { stringsReady } from '$shared/strings';

export const ssr = false;
export const prerender = false;
export const load = stringsReady;
