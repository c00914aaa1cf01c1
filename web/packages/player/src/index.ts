/** A live video player without a face: store, mediator, request map, engines. It knows no framework and no product. */
export type { EngineKind, Shortfall } from './director/casting';
export type { Engine, EngineEvents, EngineFactory, EngineStats } from './engine';
export { Player, type PlayerOptions } from './player';
export type { RequestName } from './requests';
export {
  type Autoplay,
  type Failure,
  INITIAL_SNAPSHOT,
  type LiveWindow,
  type PlayerSnapshot,
  type Rendition,
  type RenditionChoice,
  type Size,
} from './snapshot';
export { type Addresses, LATENCY_MODES, type LatencyMode, type Source, SourceRefused } from './source';
export type { PlaybackStats } from './stats';
