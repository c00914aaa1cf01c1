import { describe, expect, it, vi } from 'vitest';
import { followDevices, sortDevices } from '../src/capture/devices';
import { bitrateOf, LINES, ORIENTATIONS, sizeOf } from '../src/capture/format';
import { containBox, coverCrop, insetBox, isAsAsked } from '../src/capture/layout';
import { levelOf, settleLevel } from '../src/capture/level';
import { cameraConstraints } from '../src/capture/open';
import { findObstacle, readProblem } from '../src/capture/problem';
import { DEFAULT_PREFERENCES, keepPreferences, readPreferences } from '../src/preferences';
import { beginFast } from '../src/publish/codecs';
import { judgeAddress } from '../src/publish/failure';
import { readStatistics } from '../src/publish/statistics';

describe('formats', () => {
  it.each(LINES.flatMap((lines) => ORIENTATIONS.map((orientation) => ({ lines, orientation }))))('%j have even edges', (format) => {
    const { width, height } = sizeOf(format);
    expect([width % 2, height % 2, Math.min(width, height)]).toEqual([0, 0, format.lines]);
    expect(width > height).toBe(format.orientation === 'landscape');
    expect(bitrateOf(format)).toBeLessThan(8_500_000);
  });

  it('asks an upright picture of a camera that lies on its side', () => {
    expect(cameraConstraints({ lines: 720, orientation: 'portrait' }, 'cam')).toMatchObject({
      width: { ideal: 1920 }, height: { ideal: 1080 }, deviceId: { ideal: 'cam' },
    });
    expect(cameraConstraints({ lines: 480, orientation: 'landscape' }, null)).toMatchObject({
      width: { ideal: 854 }, facingMode: { ideal: 'user' },
    });
  });
});

describe('layout', () => {
  const wide = { width: 1280, height: 720 };

  it('cuts the middle', () => {
    expect(coverCrop(wide, { width: 720, height: 1280 })).toEqual({ x: 437.5, y: 0, width: 405, height: 720 });
  });

  it('fits the whole', () => {
    expect(containBox({ width: 1000, height: 1000 }, wide)).toEqual({ x: 280, y: 0, width: 720, height: 720 });
  });

  it('puts the inset at the top right, a quarter as long, 20 px from the edges', () => {
    expect(insetBox({ width: 640, height: 360 }, wide)).toEqual({ x: 940, y: 20, width: 320, height: 180 });
  });

  it.each([
    [{ width: 1280, height: 720 }, true], [{ width: 852, height: 480 }, true], [{ width: 1920, height: 1080 }, false],
    [{ width: 640, height: 480 }, false], [{ width: 720, height: 1280 }, false],
  ])('sends %j as it is: %s', (picture, expected) => {
    expect(isAsAsked(picture, wide)).toBe(expected);
  });
});

describe('levels', () => {
  it('go from silence to full scale', () => {
    const tone = Float32Array.from({ length: 1000 }, (_, index) => Math.sin(index / 5));
    expect(levelOf(new Float32Array(100))).toBe(0);
    expect(levelOf(tone)).toBeCloseTo(1, 1);
    expect(levelOf(tone.map((sample) => sample / 31.6))).toBeCloseTo(0.5, 1);
  });

  it('rise at once and fall slowly', () => {
    expect(settleLevel(0.2, 0.9, 0.05)).toBe(0.9);
    expect(settleLevel(0.9, 0, 0.1)).toBeCloseTo(0.78);
  });
});

describe('devices', () => {
  const device = (kind: MediaDeviceKind, deviceId: string, label = '') => ({ kind, deviceId, label });

  it('are those that can be chosen', () => {
    expect(sortDevices([device('videoinput', ''), device('audioinput', 'm', 'Mic'), device('audiooutput', 's'), device('videoinput', 'c', 'Cam')]))
      .toEqual({ cameras: [{ id: 'c', label: 'Cam' }], microphones: [{ id: 'm', label: 'Mic' }] });
  });

  it('are listed again when one is plugged in', async () => {
    const target = new EventTarget();
    const enumerateDevices = vi.fn().mockResolvedValue([]);
    const devices = Object.assign(target, { enumerateDevices }) as unknown as MediaDevices;
    const onList = vi.fn();
    const following = followDevices(devices, onList);
    enumerateDevices.mockResolvedValue([device('videoinput', 'c', 'Cam')]);
    target.dispatchEvent(new Event('devicechange'));
    await vi.waitFor(() => expect(onList).toHaveBeenCalledWith({ cameras: [{ id: 'c', label: 'Cam' }], microphones: [] }));
    following.stop();
    onList.mockClear();
    target.dispatchEvent(new Event('devicechange'));
    await Promise.resolve();
    expect(onList).not.toHaveBeenCalled();
  });
});

describe('what keeps from capturing', () => {
  it.each([
    ['NotAllowedError', 'denied'], ['SecurityError', 'denied'], ['NotFoundError', 'absent'],
    ['OverconstrainedError', 'absent'], ['NotReadableError', 'busy'], ['AbortError', 'busy'],
  ])('%s', (name, problem) => {
    expect(readProblem(new DOMException('', name))).toBe(problem);
  });

  it('is plain HTTP before anything else', () => {
    expect(findObstacle({ isSecureContext: false, navigator: {} })).toBe('insecure');
    expect(findObstacle({ isSecureContext: true, navigator: {}, RTCPeerConnection: vi.fn() })).toBe('unsupported');
    expect(findObstacle({ isSecureContext: true, navigator: { mediaDevices: {} as MediaDevices } })).toBe('unsupported');
    expect(findObstacle({ isSecureContext: true, navigator: { mediaDevices: {} as MediaDevices }, RTCPeerConnection: vi.fn() })).toBeNull();
  });
});

describe('preferences', () => {
  const shelf = (text: string | null) => ({ getItem: () => text, setItem: vi.fn() });

  it.each([[null], ['not JSON'], ['7'], ['{"lines":721,"orientation":"up","mirrored":"yes"}']])('are the usual for %j', (text) => {
    expect(readPreferences(shelf(text))).toEqual(DEFAULT_PREFERENCES);
  });

  it('come back as they were kept', () => {
    const chosen = { ...DEFAULT_PREFERENCES, lines: 480 as const, cameraId: 'c', mirrored: false };
    const kept = shelf(null);
    keepPreferences(kept, chosen);
    expect(readPreferences(shelf(kept.setItem.mock.calls[0]?.[1] as string))).toEqual(chosen);
  });
});

describe('addresses', () => {
  it.each([
    ['http://media.test/whip', 'http:', null], ['https://media.test/whip', 'https:', null],
    ['http://media.test/whip', 'https:', 'mixed'], ['http://localhost:8081/whip', 'https:', null],
    ['rtmp://media.test/live', 'http:', 'address'], ['media.test/whip', 'http:', 'address'], ['', 'http:', 'address'],
  ])('%s on a page of %s', (address, protocol, failure) => {
    expect(judgeAddress(address, { protocol })).toBe(failure);
  });
});

it('lets Chromium begin near the wanted rate, in H.264 alone', () => {
  const answer = 'a=fmtp:111 minptime=10\r\na=fmtp:102 packetization-mode=1;profile-level-id=42e01f\r\n';
  expect(beginFast(answer, 2_500_000)).toBe(
    'a=fmtp:111 minptime=10\r\na=fmtp:102 packetization-mode=1;profile-level-id=42e01f;x-google-start-bitrate=1500\r\n',
  );
});

describe('statistics', () => {
  const video = {
    id: 'v', type: 'outbound-rtp', kind: 'video', timestamp: 2000, bytesSent: 300_000, framesPerSecond: 30,
    frameWidth: 1280, frameHeight: 720, codecId: 'c', qualityLimitationReason: 'bandwidth',
  };
  const audio = { id: 'a', type: 'outbound-rtp', kind: 'audio', timestamp: 2000, bytesSent: 12_500 };
  const codec = { id: 'c', type: 'codec', mimeType: 'video/H264' };

  it('are rates between two readings', () => {
    const remote = { type: 'remote-inbound-rtp', kind: 'video', roundTripTime: 0.012, fractionLost: 0.01 };
    const { stats } = readStatistics([video, audio, codec, remote], { at_ms: 1000, bytes: 62_500 });
    expect(stats).toEqual({
      bitrate_bps: 2_000_000, framesPerSecond: 30, size: { width: 1280, height: 720 }, roundTrip_s: 0.012, loss: 0.01,
      codec: 'H264', limit: 'bandwidth',
    });
  });

  it('say nothing where nothing is known', () => {
    expect(readStatistics([], null).stats).toEqual({
      bitrate_bps: null, framesPerSecond: null, size: null, roundTrip_s: null, loss: null, codec: null, limit: null,
    });
    const pair = { type: 'candidate-pair', nominated: true, state: 'succeeded', currentRoundTripTime: 0.02 };
    expect(readStatistics([pair], null).stats.roundTrip_s).toBe(0.02);
  });
});
