import { reconnectDelay_ms } from './backoff';
import { type ClientMessage, type Hello, readMessage, type ServerMessage } from './messages';

/**
 * `idle`: nothing is subscribed to, so there is no socket. `offline`: the device says it has no network, so nothing is
 * tried until it has one.
 */
export type ConnectionState = 'idle' | 'connecting' | 'open' | 'waiting' | 'offline' | 'closed';

/** A server silent for this long after the socket opened is taken for lost. */
const HELLO_TIMEOUT_MS = 8000;

/** The world outside, so that tests can hold its clock and its network. */
export interface Surroundings {
  openSocket(address: string): WebSocket;
  random(): number;
  isOnline(): boolean;
  /** Calls back when the network returns, goes, or the page is looked at again. */
  onWake(listener: () => void): () => void;
}

type Listener<Value> = (value: Value) => void;

/**
 * One WebSocket that stays: it reconnects with growing, jittered delays, at once when the page wakes, and says again
 * what it subscribed to.
 */
export class RealtimeConnection {
  #state: ConnectionState = 'closed';
  #hello: Hello | null = null;
  #socket: WebSocket | null = null;
  #attempt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopListening: () => void = () => undefined;
  readonly #subscriptions = new Map<string, ClientMessage>();
  readonly #onState = new Set<Listener<ConnectionState>>();
  readonly #onMessage = new Set<Listener<ServerMessage>>();

  constructor(
    private readonly address: string,
    private readonly surroundings: Surroundings,
  ) {}

  get state(): ConnectionState {
    return this.#state;
  }

  /** What the server said when it was last reached. */
  get hello(): Hello | null {
    return this.#hello;
  }

  open(): void {
    if (this.#state !== 'closed') return;
    this.#stopListening = this.surroundings.onWake(() => this.#wake());
    this.#enter('idle');
    if (this.#subscriptions.size > 0) this.#connect();
  }

  close(): void {
    this.#stopListening();
    clearTimeout(this.#timer);
    this.#drop();
    this.#enter('closed');
  }

  /** Says the message now and after every reconnection, until the returned function is called. */
  subscribe(message: ClientMessage): () => void {
    const key = JSON.stringify(message);
    this.#subscriptions.set(key, message);
    if (this.#state === 'idle') this.#connect();
    else this.send(message);
    return () => {
      this.#subscriptions.delete(key);
      if (message.type === 'watch') this.send({ type: 'unwatch', channel: message.channel });
    };
  }

  /** Says the message if the socket is open; what is said into a closed one is forgotten. */
  send(message: ClientMessage): boolean {
    if (this.#state !== 'open' || this.#socket === null) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  onMessage(listener: Listener<ServerMessage>): () => void {
    this.#onMessage.add(listener);
    return () => this.#onMessage.delete(listener);
  }

  onState(listener: Listener<ConnectionState>): () => void {
    this.#onState.add(listener);
    listener(this.#state);
    return () => this.#onState.delete(listener);
  }

  #connect(): void {
    clearTimeout(this.#timer);
    if (!this.surroundings.isOnline()) {
      this.#enter('offline');
      return;
    }
    this.#enter('connecting');
    const socket = this.surroundings.openSocket(this.address);
    this.#socket = socket;
    this.#timer = setTimeout(() => this.#lose(socket), HELLO_TIMEOUT_MS);
    socket.onmessage = ({ data }) => this.#receive(socket, data);
    socket.onclose = () => this.#lose(socket);
  }

  #receive(socket: WebSocket, frame: unknown): void {
    const message = readMessage(frame);
    if (message === null || socket !== this.#socket) return;
    if (message.type === 'hello') this.#greet(message);
    for (const listener of [...this.#onMessage]) listener(message);
  }

  #greet(hello: Hello): void {
    clearTimeout(this.#timer);
    this.#hello = hello;
    this.#attempt = 0;
    this.#enter('open');
    for (const message of this.#subscriptions.values()) this.send(message);
  }

  #lose(socket: WebSocket): void {
    if (socket !== this.#socket) return;
    this.#drop();
    clearTimeout(this.#timer);
    if (this.#subscriptions.size === 0) {
      this.#enter('idle');
      return;
    }
    if (!this.surroundings.isOnline()) {
      this.#enter('offline');
      return;
    }
    this.#enter('waiting');
    this.#timer = setTimeout(() => this.#connect(), reconnectDelay_ms(this.#attempt, this.surroundings.random()));
    this.#attempt += 1;
  }

  #wake(): void {
    if (!this.surroundings.isOnline()) {
      if (this.#state !== 'closed' && this.#state !== 'idle') this.#sleep();
    } else if (this.#state === 'waiting' || this.#state === 'offline') {
      this.#attempt = 0;
      this.#connect();
    }
  }

  #sleep(): void {
    clearTimeout(this.#timer);
    this.#drop();
    this.#enter('offline');
  }

  #drop(): void {
    const socket = this.#socket;
    this.#socket = null;
    if (socket === null) return;
    socket.onmessage = null;
    socket.onclose = null;
    socket.close();
  }

  #enter(state: ConnectionState): void {
    if (state === this.#state) return;
    this.#state = state;
    for (const listener of [...this.#onState]) listener(state);
  }
}
