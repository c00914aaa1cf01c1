import { beginPlayback } from './autoplay';
import { Director } from './director/director';
import type { EngineEvents, EngineFactory } from './engine';
import { canReceiveWebRtc, chooseEngine } from './engines/choose';
import { placeInWindow } from './live-window';
import { Mediator } from './mediator';
import { keepLatency, keepSound, readLatency, readSound, type Shelf } from './preferences';
import { REQUESTS, type RequestName, type RequestValue, type Stagehands } from './requests';
import type { Phase, PlayerSnapshot } from './snapshot';
import type { LatencyMode, Source } from './source';
import { StallCounter } from './stalls';
import { type PlaybackStats, StatsReader } from './stats';
import { Still } from './director/still';
import { type Listener, PlayerStore } from './store';
import { WindowScout } from './director/window-scout';

export interface PlayerOptions {
  readonly video: HTMLVideoElement;
  /** What goes full screen: the video and everything laid over it. */
  readonly container: HTMLElement;
  /** Where the level of sound is kept; null keeps nothing. */
  readonly shelf: Shelf | null;
  /** Laid over the video: shows its last picture while one engine takes over from another. */
  readonly still?: HTMLCanvasElement | null;
  readonly chooseEngine?: EngineFactory;
  readonly canWebRtc?: boolean;
}

/** One media element, its engine and its snapshot. Buttons and keys send requests and show the snapshot. */
export class Player {
  readonly #store = new PlayerStore();
  readonly #mediator: Mediator;
  readonly #stats: StatsReader;
  readonly #stalls = new StallCounter();
  readonly #shelf: Shelf | null;
  readonly #still: Still;
  readonly #director: Director;
  readonly #hands: Stagehands;
  #source: Source | null = null;
  #chosen: LatencyMode | null;
  /** Grows with every load, so that what a former load still promises is ignored. */
  #turn = 0;

  constructor(options: PlayerOptions) {
    this.#mediator = new Mediator(options.video, options.container);
    this.#stats = new StatsReader(options.video);
    this.#shelf = options.shelf;
    this.#still = new Still(options.still ?? null);
    this.#chosen = readLatency(this.#shelf);
    this.#director = new Director({
      video: options.video,
      still: this.#still,
      scout: new WindowScout((...request) => fetch(...request), () => performance.now()),
      factory: options.chooseEngine ?? chooseEngine,
      canWebRtc: options.canWebRtc ?? canReceiveWebRtc(),
      events: this.#engineEvents(),
      begin: () => this.#begin(this.#turn),
      onCast: (seen) => this.#store.observe(seen),
      onChange: () => this.#observe(),
    });
    this.#hands = {
      mediator: this.#mediator,
      engine: () => this.#director.engine,
      director: this.#director,
      chooseLatency: (mode) => this.#chooseLatency(mode),
      observe: (seen) => this.#store.observe(seen),
      start: () => this.#begin(this.#turn),
      reload: () => this.#reload(),
    };
    const sound = readSound(this.#shelf);
    this.#store.observe({ canSetVolume: this.#mediator.canSetVolume() });
    this.#mediator.setVolume(sound.volume);
    this.#mediator.setMuted(sound.muted);
    this.#mediator.watch(() => this.#observe());
    this.#observe();
  }

  get snapshot(): PlayerSnapshot {
    return this.#store.snapshot;
  }

  subscribe(listener: Listener): () => void {
    return this.#store.subscribe(listener);
  }

  request<Name extends RequestName>(name: Name, ...value: RequestValue<Name>): void {
    const effect = REQUESTS[name] as (hands: Stagehands, ...value: unknown[]) => void;
    effect(this.#hands, ...value);
    this.#keepSound();
  }

  /** Plays a live broadcast as soon as it can, as close to live as the person or else the broadcaster chose. */
  load(source: Source): void {
    this.#source = source;
    this.#stalls.reset();
    this.#turn += 1;
    const latency = this.#chosen ?? source.latency;
    this.#store.observe({
      phase: 'loading', waiting: true, recovering: false, failure: null,
      renditions: [], chosen: 'auto', current: null, live: null, hasPicture: false, latency,
    });
    void this.#load(source, latency, this.#turn);
  }

  /** Lets go of the source; the element turns blank. */
  unload(): void {
    this.#turn += 1;
    this.#source = null;
    this.#director.unload();
    this.#store.observe({
      phase: 'idle', waiting: false, recovering: false, failure: null, renditions: [], current: null, live: null,
      hasPicture: false,
    });
  }

  readStats(): PlaybackStats {
    const { renditions, current } = this.#store.snapshot;
    const rendition = renditions.find(({ id }) => id === current) ?? null;
    return this.#stats.read(this.#director.engine, rendition, this.#stalls.count);
  }

  destroy(): void {
    this.unload();
    this.#mediator.stopWatching();
  }

  async #load(source: Source, latency: LatencyMode, turn: number): Promise<void> {
    const found = await this.#director.load(source, latency);
    if (turn !== this.#turn || found) return;
    this.#fail({ kind: 'unsupported', detail: 'neither Media Source Extensions nor native HLS' });
  }

  #chooseLatency(mode: LatencyMode): void {
    this.#chosen = mode;
    keepLatency(this.#shelf, mode);
    this.#store.observe({ latency: mode });
    void this.#director.chooseLatency(mode);
  }

  async #begin(turn: number): Promise<void> {
    try {
      const autoplay = await beginPlayback(this.#mediator);
      if (turn === this.#turn) this.#store.observe({ autoplay });
    } catch {
      // A newer load or a pause interrupted the start, or the engine reports why it failed.
    }
    if (turn === this.#turn) this.#observe();
  }

  #reload(): void {
    if (this.#source !== null) this.load(this.#source);
  }

  #fail(failure: NonNullable<PlayerSnapshot['failure']>): void {
    this.#store.observe({ phase: 'failed', waiting: false, recovering: false, failure });
  }

  #engineEvents(): EngineEvents {
    return {
      onRenditions: (renditions) => this.#store.observe({ renditions }),
      onCurrentRendition: (current) => this.#store.observe({ current }),
      onRecovering: (recovering) => {
        this.#store.observe({ recovering });
        this.#observe();
      },
      onFailure: (failure) => this.#fail(failure),
    };
  }

  #observe(): void {
    const { paused, ended, position_s, waiting: waits, ...seen } = this.#mediator.read();
    const { phase: before } = this.#store.snapshot;
    const { stalled, handing } = this.#director.state;
    const hasPicture = seen.hasPicture || this.#still.held;
    const live = this.#source === null ? null : placeInWindow(this.#director.readWindow(), position_s);
    if (handing) {
      // The element starts anew behind its last picture: nothing of that is for the person to see.
      this.#store.observe({ ...seen, hasPicture });
      return;
    }
    const phase = readPhase(before, { paused, ended, hasPicture });
    const interrupted = phase === 'playing' && (waits || stalled);
    const waiting = phase === 'loading' || interrupted;
    this.#stalls.observe({ waiting: interrupted, paused, seeking: this.#mediator.video.seeking });
    this.#store.observe({ ...seen, hasPicture, phase, waiting, live });
  }

  #keepSound(): void {
    const { volume, muted } = this.#mediator.read();
    if (this.#store.snapshot.autoplay !== 'muted') keepSound(this.#shelf, { volume, muted });
  }
}

/** The phase that the element's state means; idle and failed are left only by a load. */
export function readPhase(
  before: Phase,
  { paused, ended, hasPicture }: { readonly paused: boolean; readonly ended: boolean; readonly hasPicture: boolean },
): Phase {
  if (before === 'idle' || before === 'failed') return before;
  if (ended) return 'ended';
  if (!hasPicture) return before === 'ended' ? 'ended' : 'loading';
  return paused ? 'paused' : 'playing';
}
