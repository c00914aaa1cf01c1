// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- the only way to bring an ambient declaration along
/// <reference path="./hls-light.d.ts" />
import type { Engine, EngineEvents } from '../engine';
import { HLS_CONFIG } from './hls-config';
import { canPlayNatively, NativeEngine } from './native';

/** The engine for this browser: hls.js where Media Source Extensions are, else the browser's own HLS, else null. */
export async function chooseEngine(video: HTMLVideoElement, events: EngineEvents): Promise<Engine | null> {
  if (hasMediaSource()) {
    const [{ default: Hls }, { HlsEngine }] = await Promise.all([import('hls.js/light'), import('./hls')]);
    if (Hls.isSupported()) return new HlsEngine(Hls, HLS_CONFIG, video, events);
  }
  return canPlayNatively(video) ? new NativeEngine(video, events) : null;
}

function hasMediaSource(): boolean {
  return 'MediaSource' in globalThis || 'ManagedMediaSource' in globalThis;
}
