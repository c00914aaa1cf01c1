const SILENCE_DB = -60;
const FALL_PER_S = 1.2;

/** Loudness of samples in -1 … 1, from 0 at -60 dB to 1 at full scale. */
export function levelOf(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample ** 2;
  const rms = Math.sqrt(sum / Math.max(1, samples.length));
  const level_db = 20 * Math.log10(rms * Math.SQRT2);
  return Math.min(1, Math.max(0, 1 - level_db / SILENCE_DB));
}

/** Follows a rise at once and a fall slowly, as needles do. */
export function settleLevel(shown: number, now: number, elapsed_s: number): number {
  return Math.max(now, shown - FALL_PER_S * elapsed_s);
}
