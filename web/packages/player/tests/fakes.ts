import { Access } from '../src/access';
import type { Engine, EngineEvents, EngineStats, Pace } from '../src/engine';
import type { WindowReading } from '../src/live-window';
import type { RenditionChoice } from '../src/snapshot';
import type { Source, Start } from '../src/source';

/** What a test may set on a media element that decodes nothing. */
export interface ScriptedVideo extends HTMLVideoElement {
  script: {
    paused: boolean;
    ended: boolean;
    seeking: boolean;
    readyState: number;
    width: number;
    height: number;
    buffered: [number, number][];
    /** What `play()` rejects with while muted or not, if anything. */
    refuse: 'never' | 'with-sound' | 'always';
  };
  fire(type: string): void;
}

export function makeVideo(): ScriptedVideo {
  const video = document.createElement('video') as ScriptedVideo;
  const script: ScriptedVideo['script'] = {
    paused: true, ended: false, seeking: false, readyState: 0, width: 0, height: 0, buffered: [], refuse: 'never',
  };
  let volume = 1;
  let muted = false;
  let currentTime = 0;
  const define = (name: string, get: () => unknown, set?: (value: never) => void): void => {
    Object.defineProperty(video, name, { configurable: true, get, ...(set && { set }) });
  };
  define('paused', () => script.paused);
  define('ended', () => script.ended);
  define('seeking', () => script.seeking);
  define('readyState', () => script.readyState);
  define('videoWidth', () => script.width);
  define('videoHeight', () => script.height);
  define('volume', () => volume, (value: number) => (volume = value));
  define('muted', () => muted, (value: boolean) => (muted = value));
  define('currentTime', () => currentTime, (value: number) => (currentTime = value));
  define('buffered', () => ({
    length: script.buffered.length,
    start: (index: number) => script.buffered[index]?.[0],
    end: (index: number) => script.buffered[index]?.[1],
  }));
  video.play = () => {
    if (script.refuse === 'always' || (script.refuse === 'with-sound' && !muted)) {
      return Promise.reject(new DOMException('no gesture', 'NotAllowedError'));
    }
    script.paused = false;
    video.fire('play');
    return Promise.resolve();
  };
  video.pause = () => {
    script.paused = true;
    video.fire('pause');
  };
  video.getVideoPlaybackQuality = () =>
    ({ totalVideoFrames: 300, droppedVideoFrames: 4, corruptedVideoFrames: 0, creationTime: 0 }) as VideoPlaybackQuality;
  return Object.assign(video, {
    script,
    fire(type: string) {
      video.dispatchEvent(new Event(type));
    },
  });
}

/** A picture arrived and goes on. */
export function flow(video: ScriptedVideo, size = { width: 1280, height: 720 }): void {
  Object.assign(video.script, { readyState: 4, ...size });
  video.fire('loadeddata');
  video.fire('playing');
}

export const ADDRESS = 'http://media.test/hls/demo/index.m3u8';
export const accessTo = (hls: string, renew?: Source['renew']): Access =>
  new Access({ hls, whep: null, latency: 'low', ...(renew && { renew }) });
export const SOURCE: Source = { hls: ADDRESS, whep: null, latency: 'low' };

export class FakeEngine implements Engine {
  readonly name: string = 'fake';
  readonly loaded: string[] = [];
  readonly starts: Start[] = [];
  readonly paces: Pace[] = [];
  readonly choices: RenditionChoice[] = [];
  following: boolean | null = null;
  window: WindowReading | null = { start_s: 0, edge_s: 61, target_s: 60 };
  destroyed = false;

  constructor(readonly events: EngineEvents) {}

  load({ at }: Access, start: Start): void {
    this.loaded.push(at.hls);
    this.starts.push(start);
  }
  setPace(pace: Pace): void {
    this.paces.push(pace);
  }
  chooseRendition(choice: RenditionChoice): void {
    this.choices.push(choice);
  }
  followLive(follow: boolean): void {
    this.following = follow;
  }
  readWindow(): WindowReading | null {
    return this.window;
  }
  readStats(): EngineStats {
    return { latency_s: 0.8, target_latency_s: 0.6, bandwidth_bps: 5_000_000 };
  }
  destroy(): void {
    this.destroyed = true;
  }
}

export function makeShelf(kept: Record<string, string> = {}): Pick<Storage, 'getItem' | 'setItem'> & { kept: typeof kept } {
  return {
    kept,
    getItem: (key) => kept[key] ?? null,
    setItem: (key, value) => {
      kept[key] = value;
    },
  };
}
