import type { Tick } from './composer';
import { type Format, sizeOf } from './format';
import { cameraConstraints, openBoth, openCamera, openMicrophone, openScreen } from './open';
import { Picture } from './picture';
import { Sound } from './sound';

export interface CaptureEvents {
  /** What is sent changed: another track, or another shape. */
  onPicture(): void;
  onCameraEnded(): void;
  onMicrophoneEnded(): void;
  onScreenEnded(): void;
}

/** Camera, microphone and screen as one picture and one sound. Each part may come, go and change while it is sent. */
export class Capture {
  camera: MediaStreamTrack | null = null;
  microphone: MediaStreamTrack | null = null;
  #screen: MediaStream | null = null;
  #hidden = false;
  #inset = true;
  #format: Format;
  readonly #picture: Picture;
  #sound: Sound | null = null;

  constructor(
    private readonly media: MediaDevices,
    format: Format,
    tick: Tick,
    private readonly events: CaptureEvents,
  ) {
    this.#format = format;
    this.#picture = new Picture(tick);
  }

  get sharing(): boolean {
    return this.#screen !== null;
  }

  get picture(): MediaStreamTrack | null {
    return this.#picture.track;
  }

  /** Whether the picture is nothing but the camera. */
  get selfie(): boolean {
    return this.camera !== null && this.#screen === null && !this.#hidden;
  }

  get audio(): MediaStreamTrack | null {
    return this.#sound?.track ?? null;
  }

  /** Asks for camera and microphone in one question. @throws DOMException as `getUserMedia` does, with neither in use. */
  async useBoth(ids: { readonly cameraId: string | null; readonly microphoneId: string | null }, format: Format): Promise<void> {
    const both = await openBoth(this.media, format, ids);
    this.#format = format;
    this.#takeMicrophone(both.microphone);
    this.#takeCamera(both.camera);
  }

  /** @throws DOMException as `getUserMedia` does. */
  async useCamera(deviceId: string | null, format: Format): Promise<void> {
    this.#format = format;
    const { camera } = this;
    if (camera !== null && deviceId !== null && camera.getSettings().deviceId === deviceId) {
      // The same one in another format: asked for in place, so that no picture is missed.
      await camera.applyConstraints(cameraConstraints(format, deviceId)).catch(() => undefined);
      this.#show();
      return;
    }
    const track = await openCamera(this.media, format, deviceId).catch((error: unknown) => {
      if (camera === null) throw error;
      this.#dropCamera(); // many phones open one camera at a time
      return openCamera(this.media, format, deviceId);
    });
    this.#takeCamera(track);
  }

  /** @throws DOMException as `getUserMedia` does; the former microphone then goes on. */
  async useMicrophone(deviceId: string | null): Promise<void> {
    this.#takeMicrophone(await openMicrophone(this.media, deviceId));
  }

  /** @throws DOMException as `getDisplayMedia` does. */
  async shareScreen(): Promise<void> {
    const screen = await openScreen(this.media);
    this.stopScreen();
    this.#screen = screen;
    const [picture] = screen.getVideoTracks();
    if (picture) picture.onended = () => {
      this.stopScreen();
      this.events.onScreenEnded();
    };
    this.openSound().setScreen(screen.getAudioTracks()[0] ?? null);
    this.#show();
  }

  stopScreen(): void {
    for (const track of this.#screen?.getTracks() ?? []) track.stop();
    this.#screen = null;
    this.#sound?.setScreen(null);
    this.#show();
  }

  setHidden(hidden: boolean): void {
    this.#hidden = hidden;
    this.#show();
  }

  setInset(inset: boolean): void {
    this.#inset = inset;
    this.#show();
  }

  setFormat(format: Format): void {
    this.#format = format;
    this.#show();
  }

  /** Sound is sent even when there is no microphone: silence. */
  openSound(): Sound {
    this.#sound ??= new Sound();
    return this.#sound;
  }

  close(): void {
    this.#dropCamera();
    this.#dropMicrophone();
    for (const track of this.#screen?.getTracks() ?? []) track.stop();
    this.#screen = null;
    this.#picture.close();
    this.#sound?.close();
    this.#sound = null;
  }

  #show(): void {
    const screen = this.#screen?.getVideoTracks()[0] ?? null;
    const camera = this.#hidden ? null : this.camera;
    this.#picture.show({ camera, screen, inset: this.#inset, size: sizeOf(this.#format) });
    this.events.onPicture();
  }

  #takeCamera(track: MediaStreamTrack): void {
    this.#dropCamera();
    this.camera = track;
    track.onended = () => {
      this.camera = null;
      this.#show();
      this.events.onCameraEnded();
    };
    this.#show();
  }

  #takeMicrophone(track: MediaStreamTrack): void {
    this.#dropMicrophone();
    this.microphone = track;
    this.openSound().setMicrophone(track);
    track.onended = () => {
      this.microphone = null;
      this.#sound?.setMicrophone(null);
      this.events.onMicrophoneEnded();
    };
  }

  #dropCamera(): void {
    if (this.camera) this.camera.onended = null;
    this.camera?.stop();
    this.camera = null;
  }

  #dropMicrophone(): void {
    if (this.microphone) this.microphone.onended = null;
    this.microphone?.stop();
    this.microphone = null;
  }
}
