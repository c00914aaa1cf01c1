import { levelOf } from './level';

const METER_SAMPLES = 1024;

/** The one audio track that is sent: microphone and the screen's sound together, so that either may change unheard. */
export class Sound {
  readonly track: MediaStreamTrack;
  readonly #context = new AudioContext({ latencyHint: 'interactive' });
  readonly #gate: GainNode;
  readonly #output: MediaStreamAudioDestinationNode;
  readonly #meter: AnalyserNode;
  readonly #samples = new Float32Array(METER_SAMPLES);
  #microphone: MediaStreamAudioSourceNode | null = null;
  #screen: MediaStreamAudioSourceNode | null = null;

  constructor() {
    this.#output = this.#context.createMediaStreamDestination();
    this.#gate = this.#context.createGain();
    this.#meter = this.#context.createAnalyser();
    this.#meter.fftSize = METER_SAMPLES;
    this.#gate.connect(this.#output);
    const [track] = this.#output.stream.getAudioTracks();
    if (track === undefined) throw new DOMException('The browser cannot mix sound.', 'NotSupportedError');
    this.track = track;
  }

  setMicrophone(track: MediaStreamTrack | null): void {
    this.#microphone?.disconnect();
    this.#microphone = this.#source(track);
    this.#microphone?.connect(this.#gate);
    // Before the gate: the meter shows that one speaks into a muted microphone.
    this.#microphone?.connect(this.#meter);
  }

  setScreen(track: MediaStreamTrack | null): void {
    this.#screen?.disconnect();
    this.#screen = this.#source(track);
    this.#screen?.connect(this.#output);
  }

  /** Silences the microphone; the screen's sound goes on. */
  setMuted(muted: boolean): void {
    // A step would click.
    this.#gate.gain.setTargetAtTime(muted ? 0 : 1, this.#context.currentTime, 0.01);
  }

  /** Browsers keep it silent until the person has touched the page. */
  wake(): void {
    if (this.#context.state !== 'running') void this.#context.resume().catch(() => undefined);
  }

  /** What the microphone hears now, 0 to 1. */
  readLevel(): number {
    if (this.#microphone === null) return 0;
    this.#meter.getFloatTimeDomainData(this.#samples);
    return levelOf(this.#samples);
  }

  close(): void {
    this.track.stop();
    void this.#context.close().catch(() => undefined);
  }

  #source(track: MediaStreamTrack | null): MediaStreamAudioSourceNode | null {
    return track === null ? null : this.#context.createMediaStreamSource(new MediaStream([track]));
  }
}
