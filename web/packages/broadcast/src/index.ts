/** Publishes camera, microphone and screen by WHIP. It knows no framework and no product. */
export { Broadcaster, type BroadcasterOptions } from './broadcaster';
export type { Tick } from './capture/composer';
export type { Device, DeviceList } from './capture/devices';
export { type Format, LINES, type Lines, type Orientation, ORIENTATIONS, sizeOf } from './capture/format';
export { settleLevel } from './capture/level';
export type { CaptureProblem, Source } from './capture/problem';
export type { Preferences } from './preferences';
export type { Target } from './publish/connection';
export { type FailureKind, judgeAddress, type PublishFailure } from './publish/failure';
export type { PublishPhase } from './publish/publication';
export type { PublishStats } from './publish/statistics';
export { type BroadcastSnapshot, type Happening, INITIAL_BROADCAST } from './snapshot';
