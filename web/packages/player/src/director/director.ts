import { Access } from '../access';
import { cast, type Cast, type EngineKind, latenciesFor, mayPass, type Setback } from './casting';
import type { DirectorOptions } from './options';
import type { Engine } from '../engine';
import type { WindowReading } from '../live-window';
import { makePerformer, type Performer, rehearse } from './performer';
import { ReturnPlan } from './return-plan';
import type { Failure } from '../snapshot';
import type { LatencyMode, Source, SourceRefused, Start } from '../source';

/** WebRTC that broke off is tried again at these times before HLS takes over. */
const RECONNECT_DELAYS_MS = [0, 500, 1500];
const USUAL_DELAY_S = 0.15;

/** Decides which engine plays, and lets one take over from another without the picture going dark. */
export class Director {
  #access: Access | null = null;
  #wanted: LatencyMode = 'low';
  #rewound = false;
  #setback: Setback | null = null;
  #playing: Performer | null = null;
  #stalled = false;
  #handing = false;
  readonly #return = new ReturnPlan(
    () => !this.#rewound && !this.options.video.paused && !document.hidden,
    () => void this.#returnToWhep(this.#turn),
  );
  /** Grows with every change of mind, so that what was begun before is let go. */
  #turn = 0;

  constructor(private readonly options: DirectorOptions) {}

  get engine(): Engine | null {
    return this.#playing?.engine ?? null;
  }

  /** `stalled`: it stands still, which the element does not show. `handing`: the element starts anew, unseen. */
  get state(): { readonly stalled: boolean; readonly handing: boolean } {
    return { stalled: this.#stalled, handing: this.#handing };
  }

  /** Plays a source. False: this browser has no engine for it. */
  async load(source: Source, wanted: LatencyMode): Promise<boolean> {
    const turn = this.#begin();
    const access: Access = new Access(source, (refused) => this.#refuse(access, refused));
    this.#access = access;
    this.#wanted = wanted;
    this.#rewound = false;
    this.#setback = null;
    if (access.isToBeAsked) await access.renew();
    if (turn !== this.#turn) return true;
    const whep = this.#decide().kind === 'whep' ? await this.#connect(turn) : null;
    if (turn !== this.#turn) return true;
    return whep === null ? this.#playHls('live', turn) : this.#take(whep, 'live');
  }

  unload(): void {
    this.#begin();
    this.#access = null;
    this.#drop();
    this.options.still.release();
    this.options.onCast({ shortfall: null, latencies: [] });
  }

  async chooseLatency(wanted: LatencyMode): Promise<void> {
    this.#wanted = wanted;
    if (this.#access === null) return;
    const turn = this.#begin();
    this.#setback = null;
    const { kind } = this.#decide();
    if (kind === 'hls' && this.#playing?.kind === 'hls') {
      this.#rewound &&= wanted === 'ultra-low';
      this.#playing.engine.setPace(this.#pace());
    } else if (kind === 'hls') {
      await this.#playHls('live', turn);
    } else if (this.#playing?.kind !== 'whep') {
      await this.#returnToWhep(turn);
    }
  }

  /** Goes back while something without a past plays; false when what plays can go back by itself, or need not. */
  rewind(behind_s: number): boolean {
    const edge_ms = this.options.scout.edge_ms();
    if (this.#playing?.kind !== 'whep' || edge_ms === null) return false;
    const turn = this.#begin();
    this.#rewound = true;
    void this.#playHls({ moment_ms: edge_ms - (behind_s + USUAL_DELAY_S) * 1000 }, turn);
    return true;
  }

  /** Returns to WebRTC if that is what was left; `otherwise` when it is not, or does not come about. */
  goLive(otherwise: () => void): void {
    const left = this.#rewound && this.#playing?.kind === 'hls';
    this.#rewound = false;
    if (!left || this.#decide().kind !== 'whep') {
      otherwise();
      return;
    }
    void this.#returnToWhep(this.#begin(), otherwise);
  }

  readWindow(): WindowReading | null {
    const reading = this.engine?.readWindow() ?? null;
    if (reading === null || this.#playing?.kind !== 'whep') return reading;
    const past_s = this.options.scout.length_s() ?? 0;
    // A window without length is none, and the live badge belongs to a window.
    return { ...reading, start_s: reading.target_s - Math.max(past_s, 0.001) };
  }

  #begin(): number {
    this.#return.drop();
    this.#stalled = false;
    return ++this.#turn;
  }

  #decide(): Cast {
    const hasWhep = this.#access?.hasWhep ?? false;
    const { canWebRtc } = this.options;
    const decided = cast({ wanted: this.#wanted, hasWhep, canWebRtc, rewound: this.#rewound, setback: this.#setback });
    this.options.onCast({ shortfall: decided.shortfall, latencies: latenciesFor(hasWhep && canWebRtc) });
    return decided;
  }

  #pace(): 'low' | 'normal' {
    return this.#wanted === 'normal' ? 'normal' : 'low';
  }

  /** Prepares WebRTC behind what plays; null when it does not come about, and why is noted then. */
  async #connect(turn: number, mayRenew = true): Promise<Performer | null> {
    const access = this.#access;
    const performer = access?.hasWhep ? await this.#make('whep') : null;
    if (!access || performer === null) return null;
    const setback = await rehearse(performer, access);
    if (turn === this.#turn && setback === null) return performer;
    performer.engine.destroy();
    const renews = turn === this.#turn && mayRenew && setback?.why === 'expired';
    if (renews && (await access.renew())) return this.#connect(turn, false);
    if (turn === this.#turn) this.#setback = setback;
    return null;
  }

  /** The person may not watch: nothing plays any more. */
  #refuse(access: Access | null, { message }: SourceRefused): void {
    if (access !== this.#access) return;
    this.#begin();
    this.#drop();
    this.#fail({ kind: 'refused', detail: message });
  }

  #make(kind: EngineKind): Promise<Performer | null> {
    const { video, factory, events } = this.options;
    const onFailure = (failure: Failure): void => (kind === 'whep' ? void this.#reconnect() : this.#fail(failure));
    return makePerformer(kind, video, factory, { ...events, onFailure });
  }

  async #playHls(start: Start, turn: number): Promise<boolean> {
    const performer = this.#playing?.kind === 'hls' ? this.#playing : await this.#make('hls');
    if (turn !== this.#turn) {
      if (performer !== this.#playing) performer?.engine.destroy();
      return true;
    }
    this.#decide();
    if (performer === null) return false;
    performer.engine.setPace(this.#pace());
    await this.#take(performer, start);
    if (turn === this.#turn && this.#setback !== null && mayPass(this.#setback)) this.#return.plan();
    return true;
  }

  /** The engine becomes the one that plays; the former one's last picture stands until the new one has one. */
  async #take(performer: Performer, start: Start): Promise<boolean> {
    const { video, still, scout, events, begin, onChange } = this.options;
    const access = this.#access;
    const turn = this.#turn;
    const wasPaused = this.#playing !== null && video.paused;
    still.hold(video);
    this.#handing = still.held;
    if (this.#playing !== performer) this.#drop();
    this.#playing = performer;
    performer.heard = true;
    if (performer.kind === 'whep') {
      events.onRenditions([]);
      events.onCurrentRendition(null);
      if (access) scout.start(access.at.hls);
    }
    performer.engine.followLive(start === 'live');
    if (access) performer.engine.load(access, start);
    this.#decide();
    still.releaseWithNextFrame(video, () => {
      this.#handing = false;
      onChange();
    });
    if (!wasPaused || start === 'live') await begin();
    if (turn === this.#turn) onChange();
    return true;
  }

  #drop(): void {
    this.options.scout.stop();
    if (this.#playing) this.#playing.heard = false;
    this.#playing?.engine.destroy();
    this.#playing = null;
  }

  #fail(failure: Failure): void {
    this.#handing = false;
    this.options.still.release();
    this.options.events.onFailure(failure);
  }

  /** WebRTC broke off: the last picture stands while a server that is away is tried, then HLS takes over. */
  async #reconnect(): Promise<void> {
    const turn = this.#begin();
    this.#stalled = true;
    this.options.events.onRecovering(true);
    for (const delay_ms of RECONNECT_DELAYS_MS) {
      await new Promise((wake) => setTimeout(wake, delay_ms));
      if (turn !== this.#turn) return;
      const whep = await this.#connect(turn);
      if (turn !== this.#turn) return;
      this.#stalled = whep === null;
      if (whep !== null) {
        this.#setback = null;
        this.options.events.onRecovering(false);
        await this.#take(whep, 'live');
        return;
      }
      if (this.#setback?.why !== 'unreachable') break;
    }
    this.#stalled = false;
    this.#setback ??= { why: 'lost', sentence: null };
    // By its date, not as live: of a broadcast that is over meanwhile only the end is left to see.
    const edge_ms = this.options.scout.edge_ms();
    await this.#playHls(edge_ms === null ? 'live' : { moment_ms: edge_ms }, turn);
    if (turn === this.#turn) this.engine?.followLive(true);
  }

  async #returnToWhep(turn: number, otherwise: () => void = () => undefined): Promise<void> {
    const whep = await this.#connect(turn);
    if (turn !== this.#turn) return;
    if (whep === null) {
      this.#decide();
      if (this.#setback !== null && mayPass(this.#setback)) this.#return.plan();
      otherwise();
      return;
    }
    this.#setback = null;
    await this.#take(whep, 'live');
  }
}
