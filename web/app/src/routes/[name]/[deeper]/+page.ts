import { redirect } from '@sveltejs/kit';

/** A channel has a page and a profile; whatever else stands behind its name leads to the page. */
export const load = ({ params }) => redirect(307, `/${encodeURIComponent(params.name)}`);
