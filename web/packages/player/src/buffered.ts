/** Gaps shorter than this are played over. */
const GAP_S = 0.1;

/** Media ahead of the picture without a gap. */
export function bufferedAhead_s({ buffered, currentTime }: Pick<HTMLVideoElement, 'buffered' | 'currentTime'>): number {
  for (let index = 0; index < buffered.length; index += 1) {
    if (buffered.start(index) <= currentTime + GAP_S && currentTime < buffered.end(index)) {
      return buffered.end(index) - currentTime;
    }
  }
  return 0;
}
