import type { LevelDetails } from 'hls.js';

/** How close to the end of a playlist playback may begin. */
const LEAST_REST_S = 0.3;

type Dated = Pick<LevelDetails, 'fragmentStart' | 'edge'> & {
  readonly fragments: readonly { readonly start: number; readonly programDateTime: number | null }[];
};

/** The place of a moment on a playlist's timeline, by EXT-X-PROGRAM-DATE-TIME; the nearest that can be played. */
export function positionOfMoment({ fragments, fragmentStart, edge }: Dated, moment_ms: number): number | null {
  const dated = fragments.filter(({ programDateTime }) => programDateTime !== null);
  const before = dated.findLast(({ programDateTime }) => (programDateTime ?? 0) <= moment_ms) ?? dated[0];
  if (before === undefined) return null;
  const wanted_s = before.start + (moment_ms - (before.programDateTime ?? 0)) / 1000;
  return Math.min(Math.max(wanted_s, fragmentStart), edge - LEAST_REST_S);
}
