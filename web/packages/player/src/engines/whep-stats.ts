import type { EngineStats } from '../engine';

/** Totals of one reading, to be turned into rates by the next. */
export interface ReceivedTotals {
  readonly at_ms: number;
  readonly bytes: number;
  readonly delay_s: number;
  readonly delayed: number;
}

type Entry = Record<string, unknown>;

export const NO_FIGURES: EngineStats = { latency_s: null, target_latency_s: null, bandwidth_bps: null };

/** Reads a report of the Identifiers for WebRTC's Statistics API, of a connection that only receives. */
export function readReceived(report: Iterable<Entry>, before: ReceivedTotals | null): { stats: EngineStats; totals: ReceivedTotals } {
  const entries = [...report];
  const incoming = entries.filter(({ type }) => type === 'inbound-rtp');
  const video = incoming.find(({ kind }) => kind === 'video') ?? {};
  const pair = entries.find(({ type, nominated, state }) => type === 'candidate-pair' && nominated === true && state === 'succeeded') ?? {};
  const totals: ReceivedTotals = {
    at_ms: read(video, 'timestamp') ?? 0,
    bytes: sum(incoming, 'bytesReceived'),
    delay_s: read(video, 'jitterBufferDelay') ?? 0,
    delayed: read(video, 'jitterBufferEmittedCount') ?? 0,
  };
  const roundTrip_s = read(pair, 'currentRoundTripTime');
  const buffered_s = before === null || totals.delayed <= before.delayed
    ? null
    : (totals.delay_s - before.delay_s) / (totals.delayed - before.delayed);
  const elapsed_ms = before === null ? 0 : totals.at_ms - before.at_ms;
  return {
    totals,
    stats: {
      // What the way here and the receiver's buffer take; the encoder's own time is not known here.
      latency_s: roundTrip_s === null || buffered_s === null ? null : roundTrip_s / 2 + buffered_s,
      target_latency_s: null,
      bandwidth_bps: read(pair, 'availableIncomingBitrate'),
      bitrate_bps: before === null || elapsed_ms <= 0 ? null : ((totals.bytes - before.bytes) * 8000) / elapsed_ms,
      jitter_s: read(video, 'jitter'),
      lostPackets: sum(incoming, 'packetsLost'),
    },
  };
}

function read(entry: Entry, name: string): number | null {
  const value = entry[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function sum(entries: readonly Entry[], name: string): number {
  return entries.reduce((total, entry) => total + (read(entry, name) ?? 0), 0);
}
