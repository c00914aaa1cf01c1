import { beginPlayback } from './autoplay';
import type { Engine, EngineEvents, EngineFactory } from './engine';
import { chooseEngine } from './engines/choose';
import { placeInWindow } from './live-window';
import { Mediator } from './mediator';
import { keepSound, readSound, type Shelf } from './preferences';
import { REQUESTS, type RequestName, type RequestValue, type Stagehands } from './requests';
import type { Phase, PlayerSnapshot } from './snapshot';
import { StallCounter } from './stalls';
import { type PlaybackStats, StatsReader } from './stats';
import { type Listener, PlayerStore } from './store';

export interface PlayerOptions {
  readonly video: HTMLVideoElement;
  /** What goes full screen: the video and everything laid over it. */
  readonly container: HTMLElement;
  /** Where the level of sound is kept; null keeps nothing. */
  readonly shelf: Shelf | null;
  readonly chooseEngine?: EngineFactory;
}

/** One media element, its engine and its snapshot. Buttons and keys send requests and show the snapshot. */
export class Player {
  readonly #store = new PlayerStore();
  readonly #mediator: Mediator;
  readonly #stats: StatsReader;
  readonly #stalls = new StallCounter();
  readonly #shelf: Shelf | null;
  readonly #factory: EngineFactory;
  readonly #hands: Stagehands;
  #engine: Engine | null = null;
  #address: string | null = null;
  /** Grows with every load, so that what a former load still promises is ignored. */
  #turn = 0;

  constructor(options: PlayerOptions) {
    this.#mediator = new Mediator(options.video, options.container);
    this.#stats = new StatsReader(options.video);
    this.#shelf = options.shelf;
    this.#factory = options.chooseEngine ?? chooseEngine;
    this.#hands = {
      mediator: this.#mediator,
      engine: () => this.#engine,
      snapshot: () => this.#store.snapshot,
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

  /** Plays the live broadcast at this address as soon as it can. */
  load(address: string): void {
    this.#address = address;
    this.#stalls.reset();
    this.#turn += 1;
    this.#store.observe({
      phase: 'loading', waiting: true, recovering: false, failure: null,
      renditions: [], chosen: 'auto', current: null, live: null, hasPicture: false,
    });
    void this.#load(address, this.#turn);
  }

  /** Lets go of the source; the element turns blank. */
  unload(): void {
    this.#turn += 1;
    this.#address = null;
    this.#dropEngine();
    this.#store.observe({
      phase: 'idle', waiting: false, recovering: false, failure: null, renditions: [], current: null, live: null,
      hasPicture: false,
    });
  }

  readStats(): PlaybackStats {
    const { renditions, current } = this.#store.snapshot;
    const rendition = renditions.find(({ id }) => id === current) ?? null;
    return this.#stats.read(this.#engine, rendition, this.#stalls.count);
  }

  destroy(): void {
    this.unload();
    this.#mediator.stopWatching();
  }

  async #load(address: string, turn: number): Promise<void> {
    if (this.#engine === null) {
      const engine = await this.#factory(this.#mediator.video, this.#engineEvents()).catch(() => null);
      if (turn !== this.#turn) {
        engine?.destroy();
        return;
      }
      this.#engine = engine;
    }
    if (this.#engine === null) {
      this.#fail({ kind: 'unsupported', detail: 'neither Media Source Extensions nor native HLS' });
      return;
    }
    this.#engine.followLive(true);
    this.#engine.load(address);
    await this.#begin(turn);
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
    if (this.#address !== null) this.load(this.#address);
  }

  #dropEngine(): void {
    this.#engine?.destroy();
    this.#engine = null;
  }

  #fail(failure: NonNullable<PlayerSnapshot['failure']>): void {
    this.#store.observe({ phase: 'failed', waiting: false, recovering: false, failure });
  }

  #engineEvents(): EngineEvents {
    return {
      onRenditions: (renditions) => this.#store.observe({ renditions }),
      onCurrentRendition: (current) => this.#store.observe({ current }),
      onRecovering: (recovering) => this.#store.observe({ recovering }),
      onFailure: (failure) => this.#fail(failure),
    };
  }

  #observe(): void {
    const { paused, ended, position_s, ...seen } = this.#mediator.read();
    const { phase: before } = this.#store.snapshot;
    const phase = readPhase(before, { paused, ended, hasPicture: seen.hasPicture });
    const waiting = phase === 'loading' || (phase === 'playing' && seen.waiting);
    this.#stalls.observe({ waiting: phase === 'playing' && seen.waiting, paused, seeking: this.#mediator.video.seeking });
    const live = this.#address === null ? null : placeInWindow(this.#engine?.readWindow() ?? null, position_s);
    this.#store.observe({ ...seen, phase, waiting, live });
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
