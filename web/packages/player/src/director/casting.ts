import { LATENCY_MODES, type LatencyMode } from '../source';

/** Which of the two ways of playing is used. */
export type EngineKind = 'hls' | 'whep';

/** Why WebRTC did not work. */
export interface Setback {
  /**
   * `refused`: the server says no, `sentence`. `unreachable`: it does not answer, or has nothing to play yet.
   * `blocked`: it answers, and media do not get through. `lost`: it played, and broke off. `expired`: its credential is
   * no longer good.
   */
  readonly why: 'refused' | 'expired' | 'unreachable' | 'blocked' | 'lost';
  readonly sentence: string | null;
}

/** Why something with more latency plays than was asked for. */
export interface Shortfall {
  /** `rewound`: the person looks at the past. `unsupported`: this browser has no WebRTC. `unavailable`: no address. */
  readonly why: Exclude<Setback['why'], 'expired'> | 'rewound' | 'unsupported' | 'unavailable';
  readonly sentence: string | null;
}

export interface CastingFacts {
  readonly wanted: LatencyMode;
  readonly hasWhep: boolean;
  readonly canWebRtc: boolean;
  readonly rewound: boolean;
  readonly setback: Setback | null;
}

export interface Cast {
  readonly kind: EngineKind;
  readonly shortfall: Shortfall | null;
}

/** Decides how to play, and says why when that is not what was asked for. */
export function cast({ wanted, hasWhep, canWebRtc, rewound, setback }: CastingFacts): Cast {
  if (wanted !== 'ultra-low') return { kind: 'hls', shortfall: null };
  const instead = (why: Shortfall['why'], sentence: string | null = null): Cast => ({ kind: 'hls', shortfall: { why, sentence } });
  if (!canWebRtc) return instead('unsupported');
  if (!hasWhep) return instead('unavailable');
  if (setback !== null) return instead(setback.why === 'expired' ? 'refused' : setback.why, setback.sentence);
  return rewound ? instead('rewound') : { kind: 'whep', shortfall: null };
}

/** What a person may choose. */
export function latenciesFor(webRtc: boolean): readonly LatencyMode[] {
  return webRtc ? LATENCY_MODES : LATENCY_MODES.filter((mode) => mode !== 'ultra-low');
}

/** Whether WebRTC may work later; what the server refused it refuses again. */
export function mayPass({ why }: Setback): boolean {
  return why !== 'refused' && why !== 'expired';
}

/** Delay before WebRTC is tried again in the background, by how often it was. */
export function returnDelay_ms(attempt: number): number {
  return 15_000 * 2 ** Math.min(attempt, 4);
}
