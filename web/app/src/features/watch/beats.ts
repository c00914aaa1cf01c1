import type { RealtimeConnection } from '@klieg/api-client';

const USUAL_PERIOD_MS = 750;
const ID_BYTES = 16;

export interface BeatOptions {
  readonly channel: string;
  readonly connection: Pick<RealtimeConnection, 'send' | 'onMessage' | 'hello'>;
  readonly tick: (period_ms: number, listener: () => void) => () => void;
}

/** Reports that a playback session plays, so that it counts as a viewer; says goodbye when it no longer does. */
export class Beats {
  readonly #id = makeId();
  #stopTicking: (() => void) | null = null;
  readonly #stopListening: () => void;

  constructor(private readonly options: BeatOptions) {
    this.#stopListening = options.connection.onMessage((message) => {
      if (message.type === 'hello') this.#resume();
    });
  }

  setPlaying(playing: boolean): void {
    if (playing === (this.#stopTicking !== null)) return;
    if (playing) {
      this.#start();
    } else {
      this.#stopTicking?.();
      this.#stopTicking = null;
      this.#say('bye');
    }
  }

  stop(): void {
    this.setPlaying(false);
    this.#stopListening();
  }

  #start(): void {
    const period_ms = this.options.connection.hello?.beat_ms ?? USUAL_PERIOD_MS;
    this.#stopTicking = this.options.tick(period_ms, () => this.#say('beat'));
    this.#say('beat');
  }

  /** After a reconnection, at once: the server counts a session that was silent for too long as gone. */
  #resume(): void {
    if (this.#stopTicking === null) return;
    this.#stopTicking();
    this.#start();
  }

  #say(type: 'beat' | 'bye'): void {
    this.options.connection.send({ type, channel: this.options.channel, playback_session_id: this.#id });
  }
}

/** 128 random bits; `crypto.randomUUID` exists on secure origins only. */
function makeId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(ID_BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
