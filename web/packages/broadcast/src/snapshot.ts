import { type DeviceList, NO_DEVICES } from './capture/devices';
import type { CaptureProblem, Source } from './capture/problem';
import { DEFAULT_PREFERENCES, type Preferences } from './preferences';
import type { PublishState } from './publish/publication';

/** Something the person should hear of once. */
export interface Happening {
  readonly id: number;
  readonly what: 'camera-lost' | 'microphone-lost' | 'screen-ended';
}

/** What a broadcaster shows at one moment. */
export interface BroadcastSnapshot extends PublishState {
  /** What speaks against capturing at all, known before anything is asked for. */
  readonly obstacle: CaptureProblem | null;
  /** Whether camera and microphone have been asked for. */
  readonly asked: 'no' | 'asking' | 'yes';
  readonly problems: Readonly<Partial<Record<Source, CaptureProblem>>>;
  readonly devices: DeviceList;
  /** Devices in use. */
  readonly cameraId: string | null;
  readonly microphoneId: string | null;
  readonly preferences: Preferences;
  readonly audioMuted: boolean;
  readonly videoHidden: boolean;
  readonly sharing: boolean;
  /** Whether this browser can share a screen. */
  readonly canShare: boolean;
  /** What is sent, for the preview; null before there is anything. */
  readonly picture: MediaStreamTrack | null;
  /** Whether the preview shows the camera alone, so that it may be mirrored. */
  readonly selfie: boolean;
  readonly happening: Happening | null;
}

export const INITIAL_BROADCAST: BroadcastSnapshot = {
  phase: 'idle',
  failure: null,
  since_ms: null,
  obstacle: null,
  asked: 'no',
  problems: {},
  devices: NO_DEVICES,
  cameraId: null,
  microphoneId: null,
  preferences: DEFAULT_PREFERENCES,
  audioMuted: false,
  videoHidden: false,
  sharing: false,
  canShare: false,
  picture: null,
  selfie: false,
  happening: null,
};
