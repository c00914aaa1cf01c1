import type { Connection, OpenConnection, Sending, Silence, Target } from './connection';
import { mayPass, type PublishFailure, readFailure } from './failure';
import { NO_STATS, type PublishStats } from './statistics';

/** `reconnecting`: it was on the air, and is being tried again. */
export type PublishPhase = 'idle' | 'connecting' | 'live' | 'reconnecting';

export interface PublishState {
  readonly phase: PublishPhase;
  /** Why it is idle again, when nobody asked for that. */
  readonly failure: PublishFailure | null;
  /** When it was first on the air, in milliseconds since the epoch; a reconnection does not change it. */
  readonly since_ms: number | null;
}

export interface PublicationOptions {
  readonly open: OpenConnection;
  readonly onState: (state: PublishState) => void;
  readonly random: () => number;
  readonly now_ms: () => number;
}

const FIRST_DELAY_MS = 400;
const LONGEST_DELAY_MS = 4000;
/** After this long without a connection the person is told that it is over. */
const GIVE_UP_AFTER_MS = 60_000;
const IDLE: PublishState = { phase: 'idle', failure: null, since_ms: null };

/** One time on the air over as many connections as it takes. */
export class Publication {
  #state: PublishState = IDLE;
  #connection: Connection | null = null;
  #target: Target | null = null;
  #sending: Sending | null = null;
  #silence: Silence = { audioMuted: false, videoHidden: false };
  #told: Silence = { audioMuted: false, videoHidden: false };
  #abort = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: PublicationOptions) {}

  get state(): PublishState {
    return this.#state;
  }

  start(target: Target, sending: Sending): void {
    if (this.#state.phase !== 'idle') return;
    this.#target = target;
    this.#sending = sending;
    this.#abort = new AbortController();
    this.#enter({ phase: 'connecting', failure: null, since_ms: null });
    void this.#connect(0, 0);
  }

  /** Ends the time on the air; the server is told. */
  stop(): void {
    this.#end(null, true);
  }

  setSending(sending: Sending): void {
    this.#sending = sending;
    this.#connection?.setSending(sending);
  }

  /** Lets viewers know what is silent or hidden on purpose. */
  setSilence(silence: Silence): void {
    this.#silence = silence;
    void this.#tellSilence();
  }

  async readStats(): Promise<PublishStats> {
    return (await this.#connection?.readStats().catch(() => NO_STATS)) ?? NO_STATS;
  }

  async #connect(attempt: number, lostAt_ms: number): Promise<void> {
    const { signal } = this.#abort;
    const [target, sending] = [this.#target, this.#sending];
    if (target === null || sending === null) return;
    let connection: Connection;
    try {
      const lost = (): void => this.#lose(connection);
      connection = await this.options.open({ target, sending, signal, onLost: lost });
    } catch (error) {
      if (!signal.aborted) this.#miss(readFailure(error), attempt, lostAt_ms);
      return;
    }
    if (signal.aborted) {
      connection.close(true);
      return;
    }
    this.#connection = connection;
    this.#told = { audioMuted: false, videoHidden: false };
    if (this.#sending && this.#sending !== sending) connection.setSending(this.#sending);
    this.#enter({ phase: 'live', failure: null, since_ms: this.#state.since_ms ?? this.options.now_ms() });
    await this.#tellSilence();
  }

  /** The first attempt is the person's own: it fails at once. Later ones are patient. */
  #miss(failure: PublishFailure, attempt: number, lostAt_ms: number): void {
    const patient = this.#state.phase === 'reconnecting' && mayPass(failure);
    if (!patient || this.options.now_ms() - lostAt_ms > GIVE_UP_AFTER_MS) {
      this.#end(failure, false);
      return;
    }
    const full_ms = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(attempt, 8));
    const delay_ms = full_ms * (0.5 + this.options.random() / 2);
    this.#timer = setTimeout(() => void this.#connect(attempt + 1, lostAt_ms), delay_ms);
  }

  /** A connection that the server ended looks like any lost one: it says so when it is asked for the next. */
  #lose(connection: Connection): void {
    if (connection !== this.#connection) return;
    connection.close(false);
    this.#connection = null;
    this.#enter({ ...this.#state, phase: 'reconnecting' });
    void this.#connect(0, this.options.now_ms());
  }

  async #tellSilence(): Promise<void> {
    const [connection, silence] = [this.#connection, this.#silence];
    const { audioMuted, videoHidden } = this.#told;
    if (connection === null || (silence.audioMuted === audioMuted && silence.videoHidden === videoHidden)) return;
    this.#told = silence;
    // A server that takes no such word still gets silence and a card.
    await connection.tellSilence(silence).catch(() => undefined);
  }

  #end(failure: PublishFailure | null, tell: boolean): void {
    clearTimeout(this.#timer);
    this.#abort.abort();
    this.#connection?.close(tell);
    this.#connection = null;
    this.#enter({ ...IDLE, failure });
  }

  #enter(state: PublishState): void {
    this.#state = state;
    this.options.onState(state);
  }
}
