// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- the only way to bring an ambient declaration along
/// <reference path="./hls-light.d.ts" />
import type { EngineFactory } from '../engine';
import { HLS_CONFIG } from './hls-config';
import { canPlayNatively, NativeEngine } from './native';

/**
 * The engine of this browser. For HLS: hls.js where Media Source Extensions are, else the browser's own, else null. Each
 * is fetched when it is needed.
 */
export const chooseEngine: EngineFactory = async (kind, video, events) => {
  if (kind === 'whep') {
    const { WhepEngine } = await import('./whep');
    return new WhepEngine(video, events);
  }
  if (hasMediaSource()) {
    const [{ default: Hls }, { HlsEngine }] = await Promise.all([import('hls.js/light'), import('./hls')]);
    if (Hls.isSupported()) return new HlsEngine(Hls, HLS_CONFIG, video, events);
  }
  return canPlayNatively(video) ? new NativeEngine(video, events) : null;
};

/** Whether this browser can receive by WebRTC at all. */
export function canReceiveWebRtc(): boolean {
  return 'RTCPeerConnection' in globalThis;
}

function hasMediaSource(): boolean {
  return 'MediaSource' in globalThis || 'ManagedMediaSource' in globalThis;
}
