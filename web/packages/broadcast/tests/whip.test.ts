import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type OpenOptions, openWhip, type Sending } from '../src/publish/connection';

class FakePeer {
  static made: FakePeer[] = [];
  connectionState = 'new';
  onconnectionstatechange: (() => void) | null = null;
  said: string[] = [];
  configuration: RTCConfiguration = {};
  senders: { track: unknown; replaceTrack: ReturnType<typeof vi.fn>; parameters: { encodings: { maxBitrate?: number }[] } }[] = [];
  preferences: unknown[] = [];
  closed = false;
  constructor() {
    FakePeer.made.push(this);
  }
  addTransceiver(track: unknown, init: RTCRtpTransceiverInit): unknown {
    const parameters = { encodings: [...(init.sendEncodings ?? [{}])] };
    const sender = {
      track, parameters, replaceTrack: vi.fn().mockResolvedValue(undefined),
      getParameters: () => parameters, setParameters: () => Promise.resolve(),
    };
    this.senders.push(sender);
    return { sender, setCodecPreferences: (codecs: unknown[]) => (this.preferences = codecs) };
  }
  createOffer(): Promise<RTCSessionDescriptionInit> {
    this.said.push('offer');
    return Promise.resolve({ type: 'offer', sdp: 'v=0 offer' });
  }
  setLocalDescription(): Promise<void> {
    this.said.push('local');
    return Promise.resolve();
  }
  setRemoteDescription({ sdp }: RTCSessionDescriptionInit): Promise<void> {
    this.said.push(`remote ${sdp}`);
    queueMicrotask(() => this.enter('connected'));
    return Promise.resolve();
  }
  getConfiguration = () => this.configuration;
  setConfiguration(configuration: RTCConfiguration): void {
    this.said.push('servers');
    this.configuration = configuration;
  }
  getStats = () => Promise.resolve(new Map());
  close(): void {
    this.closed = true;
  }
  enter(state: string): void {
    this.connectionState = state;
    this.onconnectionstatechange?.();
  }
}

const CODECS = [
  { mimeType: 'video/VP8' },
  { mimeType: 'video/H264', sdpFmtpLine: 'packetization-mode=0;profile-level-id=42e01f' },
  { mimeType: 'video/H264', sdpFmtpLine: 'packetization-mode=1;profile-level-id=42001f' },
  { mimeType: 'video/H264', sdpFmtpLine: 'packetization-mode=1;profile-level-id=42e01f' },
];

let fetch: ReturnType<typeof vi.fn>;
let onLost: ReturnType<typeof vi.fn<() => void>>;
let abort: AbortController;

const sending = (): Sending => ({ video: {}, audio: {}, format: { lines: 720, orientation: 'landscape' } }) as unknown as Sending;
const options = (): OpenOptions => ({
  target: { address: 'http://media.test/whip', bearer: 'key' }, sending: sending(), signal: abort.signal, onLost,
});
const peer = (): FakePeer => {
  const made = FakePeer.made.at(-1);
  if (made === undefined) throw new Error('no peer connection was made');
  return made;
};
const created = (link = ''): Response =>
  new Response('v=0 answer', { status: 201, headers: { Location: '/whip/1', ...(link && { Link: link }) } });

beforeEach(() => {
  vi.useFakeTimers();
  FakePeer.made = [];
  abort = new AbortController();
  onLost = vi.fn<() => void>();
  fetch = vi.fn().mockImplementation(() => Promise.resolve(created()));
  vi.stubGlobal('fetch', fetch);
  vi.stubGlobal('RTCPeerConnection', FakePeer);
  vi.stubGlobal('RTCRtpSender', { getCapabilities: () => ({ codecs: CODECS }) });
  vi.stubGlobal('MediaStream', vi.fn());
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('publishing by WHIP', () => {
  it('offers H.264 first, and gathers only once it knows the servers', async () => {
    fetch.mockResolvedValue(created('<stun:stun.test>; rel="ice-server"'));
    await openWhip(options());
    expect(peer().preferences.map((codec) => CODECS.indexOf(codec as (typeof CODECS)[number]))).toEqual([3, 2, 1, 0]);
    expect(peer().said).toEqual(['offer', 'servers', 'local', 'remote v=0 answer']);
    expect(peer().configuration.iceServers).toEqual([{ urls: 'stun:stun.test' }]);
    expect(peer().senders[0]?.parameters.encodings[0]?.maxBitrate).toBe(2_500_000);
  });

  it('changes tracks and rate without a new session', async () => {
    const connection = await openWhip(options());
    const other = { ...sending(), format: { lines: 360, orientation: 'portrait' } } as Sending;
    connection.setSending(other);
    expect(peer().senders[0]?.replaceTrack).toHaveBeenCalledWith(other.video);
    expect(peer().senders[0]?.parameters.encodings[0]?.maxBitrate).toBe(700_000);
    expect(fetch).toHaveBeenCalledOnce();
  });

  it('says below its resource what is silent or hidden', async () => {
    const connection = await openWhip(options());
    fetch.mockResolvedValue(new Response(null, { status: 204 }));
    await connection.tellSilence({ audioMuted: true, videoHidden: false });
    expect(fetch).toHaveBeenLastCalledWith('http://media.test/whip/1/state', expect.objectContaining({
      body: '{"audio":false,"video":true}',
    }));
  });

  it('deletes its resource when it ends, and not when it is merely lost', async () => {
    (await openWhip(options())).close(false);
    expect(fetch).toHaveBeenCalledOnce();
    (await openWhip(options())).close(true);
    expect(fetch).toHaveBeenLastCalledWith('http://media.test/whip/1', expect.objectContaining({ method: 'DELETE' }));
    expect(FakePeer.made.every(({ closed }) => closed)).toBe(true);
  });
});

describe('a connection that does not come about', () => {
  it('is blocked when media do not get through, and leaves nothing behind', async () => {
    vi.spyOn(FakePeer.prototype, 'setRemoteDescription').mockResolvedValue(undefined);
    const opened = openWhip(options()).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(12_000);
    expect(await opened).toMatchObject({ name: 'Blocked' });
    expect(peer().closed).toBe(true);
    expect(fetch).toHaveBeenLastCalledWith('http://media.test/whip/1', expect.objectContaining({ method: 'DELETE' }));
  });

  it('can be called off', async () => {
    vi.spyOn(FakePeer.prototype, 'setRemoteDescription').mockResolvedValue(undefined);
    const opened = openWhip(options()).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(10);
    abort.abort();
    expect(await opened).toMatchObject({ name: 'AbortError' });
    expect(peer().closed).toBe(true);
  });
});

describe('losing it', () => {
  it('is told at once by failure', async () => {
    await openWhip(options());
    peer().enter('failed');
    expect(onLost).toHaveBeenCalledOnce();
  });

  it('is told by an interruption that does not heal', async () => {
    await openWhip(options());
    peer().enter('disconnected');
    await vi.advanceTimersByTimeAsync(1000);
    peer().enter('connected');
    await vi.advanceTimersByTimeAsync(5000);
    expect(onLost).not.toHaveBeenCalled();
    peer().enter('disconnected');
    await vi.advanceTimersByTimeAsync(5000);
    expect(onLost).toHaveBeenCalledOnce();
  });
});
