import { OutOfReach, postOffer, Refusal, type Resource } from '@klieg/sdp-exchange';
import type { Access } from '../access';
import type { Setback } from '../director/casting';
import type { Engine, EngineEvents, EngineStats } from '../engine';
import type { WindowReading } from '../live-window';
import { NO_FIGURES, readReceived, type ReceivedTotals } from './whep-stats';

/** From the answer to the first media; a network without UDP is found out by this. */
const CONNECT_LIMIT_MS = 3500;
const DISCONNECTED_LIMIT_MS = 1500;
const LOOK_PERIOD_MS = 1000;
/** A publisher that comes back within its time is waited for. */
const SILENCE_LIMIT_MS = 6000;

/** WebRTC did not come about, or broke off. */
export class WhepSetback extends Error implements Setback {
  constructor(
    readonly why: Setback['why'],
    readonly sentence: string | null,
  ) {
    super(sentence ?? why);
    this.name = 'WhepSetback';
  }

  static read(error: unknown): WhepSetback {
    if (error instanceof WhepSetback) return error;
    if (error instanceof OutOfReach) return new WhepSetback('unreachable', null);
    if (!(error instanceof Refusal)) return new WhepSetback('refused', error instanceof Error ? error.message : null);
    if (error.status === 401) return new WhepSetback('expired', error.message || null);
    // Nothing to play yet or any more, and a server in trouble, may pass; any other no is final.
    const passes = error.status === 404 || error.status === 409 || error.status === 429 || error.status >= 500;
    return new WhepSetback(passes ? 'unreachable' : 'refused', error.message || null);
  }
}

/** WebRTC playback by WHEP. It has no past: whoever goes back needs another engine. */
export class WhepEngine implements Engine {
  readonly name = 'WebRTC';
  readonly #peer = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
  readonly #stream = new MediaStream();
  readonly #abort = new AbortController();
  #resource: Resource | null = null;
  #figures: EngineStats = NO_FIGURES;
  #totals: ReceivedTotals | null = null;
  #heardAt_ms = 0;
  #lostTimer: ReturnType<typeof setTimeout> | undefined;
  #lookTimer: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly events: EngineEvents,
  ) {
    const video_ = this.#peer.addTransceiver('video', { direction: 'recvonly' });
    const audio = this.#peer.addTransceiver('audio', { direction: 'recvonly' });
    this.#stream.addTrack(video_.receiver.track);
    this.#stream.addTrack(audio.receiver.track);
  }

  /** @throws WhepSetback */
  async connect({ at }: Access): Promise<void> {
    try {
      const offer = await this.#peer.createOffer();
      const { answer, resource, iceServers } = await postOffer(offer.sdp ?? '', {
        address: at.whep ?? '',
        signal: this.#abort.signal,
        ...(at.bearer && { bearer: at.bearer }),
      });
      this.#resource = resource;
      if (this.#abort.signal.aborted) throw new WhepSetback('lost', null);
      if (iceServers.length > 0) this.#peer.setConfiguration({ ...this.#peer.getConfiguration(), iceServers: [...iceServers] });
      await this.#peer.setLocalDescription(offer);
      await this.#peer.setRemoteDescription({ type: 'answer', sdp: answer });
      await this.#untilMedia();
    } catch (error) {
      this.destroy();
      throw WhepSetback.read(error);
    }
    this.#peer.onconnectionstatechange = () => this.#watchConnection();
    this.#heardAt_ms = performance.now();
    this.#lookTimer = setInterval(() => void this.#look(), LOOK_PERIOD_MS);
  }

  load(): void {
    this.video.srcObject = this.#stream;
  }

  chooseRendition(): void {
    // The server chooses by what the line can carry.
  }

  followLive(): void {
    // It is always live.
  }

  setPace(): void {
    // It has one.
  }

  readWindow(): WindowReading | null {
    const now_s = this.video.currentTime;
    return { start_s: now_s, edge_s: now_s, target_s: now_s };
  }

  readStats(): EngineStats {
    return this.#figures;
  }

  destroy(): void {
    this.#abort.abort();
    clearTimeout(this.#lostTimer);
    clearInterval(this.#lookTimer);
    this.#peer.onconnectionstatechange = null;
    void this.#resource?.remove();
    this.#resource = null;
    this.#peer.close();
    if (this.video.srcObject === this.#stream) this.video.srcObject = null;
  }

  /** Resolves with the first picture's packets: until then the track is muted. */
  #untilMedia(): Promise<void> {
    const [track] = this.#stream.getVideoTracks();
    const { signal } = this.#abort;
    return new Promise((resolve, reject) => {
      const settle = (how: () => void): void => {
        clearTimeout(timer);
        this.#peer.onconnectionstatechange = null;
        if (track) track.onunmute = null;
        how();
      };
      const timer = setTimeout(() => {
        const connected = this.#peer.connectionState === 'connected';
        settle(() => reject(new WhepSetback(connected ? 'unreachable' : 'blocked', null)));
      }, CONNECT_LIMIT_MS);
      const look = (): void => {
        if (track?.muted === false) settle(resolve);
        else if (this.#peer.connectionState === 'failed') settle(() => reject(new WhepSetback('blocked', null)));
      };
      if (track) track.onunmute = look;
      this.#peer.onconnectionstatechange = look;
      signal.addEventListener('abort', () => settle(() => reject(new WhepSetback('lost', null))), { once: true });
      look();
    });
  }

  #watchConnection(): void {
    clearTimeout(this.#lostTimer);
    const { connectionState } = this.#peer;
    if (connectionState === 'failed' || connectionState === 'closed') this.#lose();
    if (connectionState === 'disconnected') this.#lostTimer = setTimeout(() => this.#lose(), DISCONNECTED_LIMIT_MS);
  }

  async #look(): Promise<void> {
    const report = await this.#peer.getStats();
    const { stats, totals } = readReceived((report as unknown as Map<string, Record<string, unknown>>).values(), this.#totals);
    const now_ms = performance.now();
    if (totals.bytes !== this.#totals?.bytes) this.#heardAt_ms = now_ms;
    this.#totals = totals;
    this.#figures = stats;
    if (now_ms - this.#heardAt_ms > SILENCE_LIMIT_MS) this.#lose();
  }

  #lose(): void {
    if (this.#abort.signal.aborted) return;
    clearInterval(this.#lookTimer);
    clearTimeout(this.#lostTimer);
    this.#peer.onconnectionstatechange = null;
    this.events.onFailure({ kind: 'network', detail: 'WebRTC broke off' });
  }
}
