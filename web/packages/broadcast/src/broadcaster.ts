import { Capture } from './capture/capture';
import type { Tick } from './capture/composer';
import { followDevices } from './capture/devices';
import type { Format } from './capture/format';
import { findObstacle, readProblem, type Source, type Surroundings } from './capture/problem';
import { keepPreferences, type Preferences, readPreferences, type Shelf } from './preferences';
import { type OpenConnection, openWhip, type Target } from './publish/connection';
import { Publication } from './publish/publication';
import type { PublishStats } from './publish/statistics';
import { type BroadcastSnapshot, type Happening, INITIAL_BROADCAST } from './snapshot';

export interface BroadcasterOptions {
  /** Where choices are kept; null keeps nothing. */
  readonly shelf: Shelf | null;
  readonly tick: Tick;
  readonly surroundings?: Surroundings;
  readonly open?: OpenConnection;
}

type Listener = (snapshot: BroadcastSnapshot) => void;

/** Captures, shows what would be sent, and publishes it. Buttons call its verbs and show its snapshot. */
export class Broadcaster {
  #snapshot: BroadcastSnapshot;
  #capture: Capture | null = null;
  #happenings = 0;
  #stopDevices: () => void = () => undefined;
  #readDevices: () => Promise<void> = () => Promise.resolve();
  readonly #listeners = new Set<Listener>();
  readonly #publication: Publication;
  readonly #surroundings: Surroundings;

  constructor(private readonly options: BroadcasterOptions) {
    this.#surroundings = options.surroundings ?? globalThis;
    const obstacle = findObstacle(this.#surroundings);
    const media = obstacle === null ? this.#surroundings.navigator.mediaDevices : undefined;
    this.#snapshot = {
      ...INITIAL_BROADCAST,
      obstacle,
      preferences: readPreferences(options.shelf),
      canShare: media !== undefined && 'getDisplayMedia' in media,
    };
    this.#publication = new Publication({
      open: options.open ?? openWhip,
      onState: (state) => this.#observe(state),
      random: Math.random,
      now_ms: Date.now,
    });
    if (media !== undefined) this.#prepare(media);
  }

  get snapshot(): BroadcastSnapshot {
    return this.#snapshot;
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    listener(this.#snapshot);
    return () => this.#listeners.delete(listener);
  }

  /** Asks for camera and microphone; each that cannot be had is told in `problems`, the other is used. */
  async ask(): Promise<void> {
    const capture = this.#capture;
    if (capture === null || this.#snapshot.asked === 'asking') return;
    this.#observe({ asked: 'asking', problems: {} });
    const { preferences } = this.#snapshot;
    const problem = await capture.useBoth(preferences, preferences).then(() => null, readProblem);
    // Whoever said no is not asked again; where one of the two is missing the other is had alone.
    if (problem === 'denied') {
      this.#observe({ problems: { camera: problem, microphone: problem } });
    } else if (problem !== null) {
      await this.#try('camera', () => capture.useCamera(preferences.cameraId, preferences));
      await this.#try('microphone', () => capture.useMicrophone(preferences.microphoneId));
    }
    this.#observe({ asked: 'yes' });
    this.#readInUse();
  }

  async chooseCamera(cameraId: string): Promise<void> {
    this.#prefer({ cameraId });
    await this.#try('camera', async () => this.#capture?.useCamera(cameraId, this.#snapshot.preferences));
    this.#readInUse();
  }

  async chooseMicrophone(microphoneId: string): Promise<void> {
    this.#prefer({ microphoneId });
    await this.#try('microphone', async () => this.#capture?.useMicrophone(microphoneId));
    this.#readInUse();
  }

  async chooseFormat(format: Partial<Format>): Promise<void> {
    this.#prefer(format);
    const { preferences, cameraId } = this.#snapshot;
    this.#capture?.setFormat(preferences);
    if (this.#capture?.camera) await this.#try('camera', async () => this.#capture?.useCamera(cameraId, preferences));
    this.#readInUse();
  }

  setMirrored(mirrored: boolean): void {
    this.#prefer({ mirrored });
  }

  setInset(inset: boolean): void {
    this.#prefer({ inset });
    this.#capture?.setInset(inset);
  }

  setMuted(audioMuted: boolean): void {
    this.#capture?.openSound().setMuted(audioMuted);
    this.#observe({ audioMuted });
    this.#tellSilence();
  }

  setHidden(videoHidden: boolean): void {
    this.#observe({ videoHidden });
    this.#capture?.setHidden(videoHidden);
    this.#tellSilence();
  }

  /** Shares a screen that the person picks; picking none changes nothing. */
  async shareScreen(): Promise<void> {
    const capture = this.#capture;
    if (capture === null) return;
    capture.setInset(this.#snapshot.preferences.inset);
    await capture.shareScreen().catch(() => undefined);
    this.#observe({ sharing: capture.sharing });
  }

  stopScreen(): void {
    this.#capture?.stopScreen();
    this.#observe({ sharing: false });
  }

  start(target: Target): void {
    const [video, audio] = [this.#capture?.picture, this.#capture?.openSound().track];
    if (!video || !audio) return;
    this.#capture?.openSound().wake();
    this.#publication.start(target, { video, audio, format: this.#snapshot.preferences });
    this.#tellSilence();
  }

  stop(): void {
    this.#publication.stop();
  }

  /** What the microphone hears now, 0 to 1. */
  readLevel(): number {
    return this.#capture?.microphone ? this.#capture.openSound().readLevel() : 0;
  }

  /** Browsers hold sound back until the page has been touched: call it from a gesture. */
  wake(): void {
    if (this.#capture?.microphone) this.#capture.openSound().wake();
  }

  readStats(): Promise<PublishStats> {
    return this.#publication.readStats();
  }

  destroy(): void {
    this.#publication.stop();
    this.#stopDevices();
    this.#capture?.close();
    this.#capture = null;
    this.#listeners.clear();
  }

  #prepare(media: MediaDevices): void {
    this.#capture = new Capture(media, this.#snapshot.preferences, this.options.tick, {
      onPicture: () => this.#showPicture(),
      onCameraEnded: () => this.#happen('camera-lost'),
      onMicrophoneEnded: () => this.#happen('microphone-lost'),
      onScreenEnded: () => {
        this.#observe({ sharing: false });
        this.#happen('screen-ended');
      },
    });
    const following = followDevices(media, (devices) => {
      this.#observe({ devices });
      void this.#takeUpLost();
    });
    this.#readDevices = following.read;
    this.#stopDevices = following.stop;
    void following.read();
  }

  /** A device that was unplugged and is plugged in again, or another in its place, is used at once. */
  async #takeUpLost(): Promise<void> {
    const { asked, devices, preferences, problems } = this.#snapshot;
    const capture = this.#capture;
    if (capture === null || asked !== 'yes') return;
    if (capture.camera === null && devices.cameras.length > 0 && problems.camera !== 'denied') {
      await this.#try('camera', () => capture.useCamera(preferences.cameraId, preferences));
    }
    if (capture.microphone === null && devices.microphones.length > 0 && problems.microphone !== 'denied') {
      await this.#try('microphone', () => capture.useMicrophone(preferences.microphoneId));
    }
    this.#readInUse(false);
  }

  async #try(source: Source, open: () => Promise<void>): Promise<void> {
    const problem = await open().then(() => null, readProblem);
    const others = Object.entries(this.#snapshot.problems).filter(([other]) => other !== source);
    this.#observe({ problems: Object.fromEntries([...others, ...(problem === null ? [] : [[source, problem]])]) });
  }

  #readInUse(listAnew = true): void {
    const capture = this.#capture;
    this.#observe({
      cameraId: capture?.camera?.getSettings().deviceId ?? null,
      microphoneId: capture?.microphone?.getSettings().deviceId ?? null,
    });
    // The labels of devices are known once one is open.
    if (listAnew) void this.#readDevices();
  }

  #showPicture(): void {
    const { picture = null, selfie = false, audio = null } = this.#capture ?? {};
    this.#observe({ picture, selfie });
    if (picture && audio) this.#publication.setSending({ video: picture, audio, format: this.#snapshot.preferences });
  }

  #happen(what: Happening['what']): void {
    this.#happenings += 1;
    this.#observe({ happening: { id: this.#happenings, what } });
    this.#readInUse();
  }

  #tellSilence(): void {
    const { audioMuted, videoHidden } = this.#snapshot;
    this.#publication.setSilence({ audioMuted, videoHidden });
  }

  #prefer(preferences: Partial<Preferences>): void {
    this.#observe({ preferences: { ...this.#snapshot.preferences, ...preferences } });
    keepPreferences(this.options.shelf, this.#snapshot.preferences);
  }

  #observe(seen: Partial<BroadcastSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...seen };
    for (const listener of [...this.#listeners]) listener(this.#snapshot);
  }
}
