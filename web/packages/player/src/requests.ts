import type { Director } from './director/director';
import type { Engine } from './engine';
import { AT_EDGE_TOLERANCE_S, clampToWindow } from './live-window';
import type { Mediator } from './mediator';
import type { PlayerSnapshot, RenditionChoice } from './snapshot';
import type { LatencyMode } from './source';

/** What a request may touch. */
export interface Stagehands {
  readonly mediator: Mediator;
  readonly engine: () => Engine | null;
  readonly director: Pick<Director, 'readWindow' | 'rewind' | 'goLive'>;
  readonly chooseLatency: (mode: LatencyMode) => void;
  readonly observe: (seen: Partial<PlayerSnapshot>) => void;
  readonly start: () => Promise<void>;
  readonly reload: () => void;
}

/** Least level that unmuting brings, so that it can be heard. */
const AUDIBLE = 0.1;

function seek(hands: Stagehands, to_s: number): void {
  const reading = hands.director.readWindow();
  if (reading === null) return;
  const at_s = clampToWindow(reading, to_s);
  const behind_s = reading.target_s - at_s;
  if (behind_s < AT_EDGE_TOLERANCE_S) hands.director.goLive(() => move(hands, at_s, true));
  else if (!hands.director.rewind(behind_s)) move(hands, at_s, false);
}

function move({ mediator, engine }: Stagehands, to_s: number, follow: boolean): void {
  engine()?.followLive(follow);
  mediator.seek(to_s);
}

function goLive(hands: Stagehands): void {
  seek(hands, Number.POSITIVE_INFINITY);
  if (hands.mediator.video.paused) void hands.start();
}

function play(hands: Stagehands): void {
  const reading = hands.director.readWindow();
  // After a long pause the moment may have left the window.
  const at_s = hands.mediator.video.currentTime;
  if (reading && at_s < reading.start_s + 1) seek(hands, Number.POSITIVE_INFINITY);
  else if (reading && reading.target_s - at_s < AT_EDGE_TOLERANCE_S) hands.engine()?.followLive(true);
  void hands.start();
}

function pause({ mediator, engine }: Stagehands): void {
  engine()?.followLive(false);
  mediator.pause();
}

/** Asked of the element: what was seen of it last may be older than the key before this one. */
function isMuted({ mediator }: Stagehands): boolean {
  return mediator.video.muted || mediator.video.volume === 0;
}

function setMuted({ mediator, observe }: Stagehands, muted: boolean): void {
  if (!muted && mediator.video.volume < AUDIBLE) mediator.setVolume(AUDIBLE);
  mediator.setMuted(muted);
  observe({ autoplay: 'allowed' });
}

function setVolume(hands: Stagehands, volume: number): void {
  const level = Math.min(1, Math.max(0, volume));
  // At zero the level before is kept, so that unmuting brings it back.
  if (level > 0) hands.mediator.setVolume(level);
  hands.mediator.setMuted(level === 0);
  hands.observe({ autoplay: 'allowed' });
}

/** Each request a button or a key can make, and its effect. */
export const REQUESTS = {
  play,
  pause,
  togglePlayback: (hands: Stagehands) => (hands.mediator.video.paused ? play(hands) : pause(hands)),
  setVolume,
  changeVolume: (hands: Stagehands, by: number) =>
    setVolume(hands, (isMuted(hands) ? 0 : hands.mediator.video.volume) + by),
  setMuted,
  toggleMuted: (hands: Stagehands) => setMuted(hands, !isMuted(hands)),
  seek,
  seekBy: (hands: Stagehands, by_s: number) => seek(hands, hands.mediator.video.currentTime + by_s),
  goLive,
  chooseRendition: ({ engine, observe }: Stagehands, chosen: RenditionChoice) => {
    engine()?.chooseRendition(chosen);
    observe({ chosen });
  },
  chooseLatency: ({ chooseLatency }: Stagehands, mode: LatencyMode) => chooseLatency(mode),
  toggleFullscreen: ({ mediator }: Stagehands) => {
    // Refused without a gesture: nothing to tell, the button is still there.
    void mediator.toggleFullscreen().catch(() => undefined);
  },
  retry: ({ reload }: Stagehands) => reload(),
};

export type RequestName = keyof typeof REQUESTS;
export type RequestValue<Name extends RequestName> = Parameters<(typeof REQUESTS)[Name]> extends [Stagehands, infer V]
  ? [value: V]
  : [];
