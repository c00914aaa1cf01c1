/** How publishing goes. Null where it cannot be known yet. */
export interface PublishStats {
  readonly bitrate_bps: number | null;
  readonly framesPerSecond: number | null;
  readonly size: { readonly width: number; readonly height: number } | null;
  readonly roundTrip_s: number | null;
  /** Share of packets that the server did not get, 0 to 1. */
  readonly loss: number | null;
  readonly codec: string | null;
  /** What keeps the encoder from doing what was asked. */
  readonly limit: 'none' | 'cpu' | 'bandwidth' | 'other' | null;
}

export const NO_STATS: PublishStats = {
  bitrate_bps: null, framesPerSecond: null, size: null, roundTrip_s: null, loss: null, codec: null, limit: null,
};

/** What one reading leaves for the next: totals, to be turned into rates. */
export interface Totals {
  readonly at_ms: number;
  readonly bytes: number;
}

type Report = Iterable<Record<string, unknown>>;

/** Reads a WebRTC statistics report (Identifiers for WebRTC's Statistics API). */
export function readStatistics(report: Report, before: Totals | null): { stats: PublishStats; totals: Totals } {
  const entries = [...report];
  const outgoing = entries.filter(({ type }) => type === 'outbound-rtp');
  const video = outgoing.find(({ kind }) => kind === 'video') ?? {};
  const remote = entries.find(({ type, kind }) => type === 'remote-inbound-rtp' && kind === 'video') ?? {};
  const pair = entries.find(({ type, nominated, state }) => type === 'candidate-pair' && nominated === true && state === 'succeeded') ?? {};
  const codec = entries.find(({ id }) => id === video['codecId']) ?? {};
  const totals = { at_ms: number(video['timestamp']) ?? 0, bytes: outgoing.reduce((sum, one) => sum + (number(one['bytesSent']) ?? 0), 0) };
  const [width, height] = [number(video['frameWidth']), number(video['frameHeight'])];
  return {
    totals,
    stats: {
      bitrate_bps: rate_bps(before, totals),
      framesPerSecond: number(video['framesPerSecond']),
      size: width && height ? { width, height } : null,
      roundTrip_s: number(remote['roundTripTime']) ?? number(pair['currentRoundTripTime']),
      loss: number(remote['fractionLost']),
      codec: typeof codec['mimeType'] === 'string' ? codec['mimeType'].replace(/^video\//i, '') : null,
      limit: readLimit(video['qualityLimitationReason']),
    },
  };
}

function rate_bps(before: Totals | null, now: Totals): number | null {
  if (before === null || now.at_ms <= before.at_ms || now.bytes < before.bytes) return null;
  return ((now.bytes - before.bytes) * 8000) / (now.at_ms - before.at_ms);
}

function number(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function readLimit(value: unknown): PublishStats['limit'] {
  return value === 'none' || value === 'cpu' || value === 'bandwidth' || value === 'other' ? value : null;
}
