import { postOffer, type Resource } from '@klieg/sdp-exchange';
import { bitrateOf, type Format, FRAME_RATE } from '../capture/format';
import { Arrivals, bytesArrived } from './arrivals';
import { beginFast, preferH264 } from './codecs';
import { Blocked } from './failure';
import { type PublishStats, readStatistics, type Totals } from './statistics';

/** A WHIP endpoint and the credential for it. */
export interface Target {
  readonly address: string;
  readonly bearer: string;
}

/** What is sent; it may change while it is. */
export interface Sending {
  readonly video: MediaStreamTrack;
  readonly audio: MediaStreamTrack;
  readonly format: Format;
}

export interface Silence {
  readonly audioMuted: boolean;
  readonly videoHidden: boolean;
}

/** One session of publishing at a server. */
export interface Connection {
  setSending(sending: Sending): void;
  tellSilence(silence: Silence): Promise<void>;
  readStats(): Promise<PublishStats>;
  /** Ends it; `tell`: the server is told, else it finds out by silence. */
  close(tell: boolean): void;
}

export interface OpenOptions {
  readonly target: Target;
  readonly sending: Sending;
  readonly signal: AbortSignal;
  /** Called once, when media no longer get through. */
  readonly onLost: () => void;
}

export type OpenConnection = (options: OpenOptions) => Promise<Connection>;

const CONNECT_LIMIT_MS = 12_000;
/** An interruption this short heals by itself. */
const DISCONNECTED_LIMIT_MS = 2500;

/** Publishes by WHIP. @throws Refusal, OutOfReach, Blocked, or an AbortError when it is called off. */
export const openWhip: OpenConnection = async ({ target, sending, signal, onLost }) => {
  const peer = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
  let resource: Resource | null = null;
  try {
    const connection = new WhipConnection(peer, sending);
    const offer = await peer.createOffer();
    // No candidates are gathered before the answer has named the servers to gather with, RFC 9725 4.6.
    const exchange = await postOffer(offer.sdp ?? '', { ...target, signal });
    resource = exchange.resource;
    if (exchange.iceServers.length > 0) peer.setConfiguration({ ...peer.getConfiguration(), iceServers: [...exchange.iceServers] });
    await peer.setLocalDescription(offer);
    await peer.setRemoteDescription({ type: 'answer', sdp: beginFast(exchange.answer, bitrateOf(sending.format)) });
    await untilConnected(peer, signal);
    connection.begin(resource, onLost);
    return connection;
  } catch (error) {
    peer.close();
    void resource?.remove();
    throw error;
  }
};

class WhipConnection implements Connection {
  readonly #video: RTCRtpSender;
  readonly #audio: RTCRtpSender;
  #resource: Resource | null = null;
  #totals: Totals | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #arrivals: Arrivals | null = null;

  constructor(
    private readonly peer: RTCPeerConnection,
    { video, audio, format }: Sending,
  ) {
    const stream = new MediaStream([video, audio]);
    const encoding = { maxBitrate: bitrateOf(format), maxFramerate: FRAME_RATE };
    const transceiver = peer.addTransceiver(video, { direction: 'sendonly', streams: [stream], sendEncodings: [encoding] });
    const codecs = RTCRtpSender.getCapabilities('video')?.codecs ?? [];
    if (codecs.length > 0 && 'setCodecPreferences' in transceiver) transceiver.setCodecPreferences(preferH264(codecs));
    this.#video = transceiver.sender;
    this.#audio = peer.addTransceiver(audio, { direction: 'sendonly', streams: [stream] }).sender;
  }

  begin(resource: Resource, onLost: () => void): void {
    this.#resource = resource;
    const { peer } = this;
    const lose = (): void => {
      this.#stopWatching();
      onLost();
    };
    this.#arrivals = new Arrivals(() => bytesArrived(peer), () => performance.now(), lose);
    peer.onconnectionstatechange = () => {
      clearTimeout(this.#timer);
      if (peer.connectionState === 'failed' || peer.connectionState === 'closed') lose();
      if (peer.connectionState === 'disconnected') this.#timer = setTimeout(lose, DISCONNECTED_LIMIT_MS);
    };
  }

  setSending({ video, audio, format }: Sending): void {
    // A connection that is being closed refuses: what it would have sent is of no interest any more.
    const late = (): undefined => undefined;
    if (this.#video.track !== video) void this.#video.replaceTrack(video).catch(late);
    if (this.#audio.track !== audio) void this.#audio.replaceTrack(audio).catch(late);
    const parameters = this.#video.getParameters();
    const [encoding] = parameters.encodings;
    if (encoding === undefined || encoding.maxBitrate === bitrateOf(format)) return;
    encoding.maxBitrate = bitrateOf(format);
    void this.#video.setParameters(parameters).catch(late);
  }

  async tellSilence({ audioMuted, videoHidden }: Silence): Promise<void> {
    await this.#resource?.post('state', { audio: !audioMuted, video: !videoHidden });
  }

  async readStats(): Promise<PublishStats> {
    const report = await this.peer.getStats();
    const { stats, totals } = readStatistics((report as unknown as Map<string, Record<string, unknown>>).values(), this.#totals);
    this.#totals = totals;
    return stats;
  }

  #stopWatching(): void {
    this.peer.onconnectionstatechange = null;
    clearTimeout(this.#timer);
    this.#arrivals?.stop();
  }

  close(tell: boolean): void {
    this.#stopWatching();
    if (tell) void this.#resource?.remove();
    this.peer.close();
  }
}

function untilConnected(peer: RTCPeerConnection, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (how: () => void): void => {
      clearTimeout(timer);
      peer.onconnectionstatechange = null;
      signal.removeEventListener('abort', callOff);
      how();
    };
    const callOff = (): void => settle(() => reject(new DOMException('Called off.', 'AbortError')));
    const timer = setTimeout(() => settle(() => reject(new Blocked())), CONNECT_LIMIT_MS);
    const look = (): void => {
      if (peer.connectionState === 'connected') settle(resolve);
      if (peer.connectionState === 'failed') settle(() => reject(new Blocked()));
    };
    peer.onconnectionstatechange = look;
    signal.addEventListener('abort', callOff);
    look();
    if (signal.aborted) callOff();
  });
}
