import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RealtimeConnection, type ServerMessage, type Surroundings } from '../src';
import { reconnectDelay_ms } from '../src/realtime/backoff';
import { readMessage } from '../src/realtime/messages';

class FakeSocket {
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  closed = false;
  readonly said: unknown[] = [];

  send(text: string): void {
    this.said.push(JSON.parse(text));
  }
  close(): void {
    this.closed = true;
  }
  tell(message: unknown): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
}

class World implements Surroundings {
  readonly sockets: FakeSocket[] = [];
  online = true;
  wake: () => void = () => undefined;

  openSocket(): WebSocket {
    const socket = new FakeSocket();
    this.sockets.push(socket);
    return socket as unknown as WebSocket;
  }
  random(): number {
    return 0;
  }
  isOnline(): boolean {
    return this.online;
  }
  onWake(listener: () => void): () => void {
    this.wake = listener;
    return () => (this.wake = () => undefined);
  }
  get socket(): FakeSocket {
    const last = this.sockets.at(-1);
    if (last === undefined) throw new Error('no socket was opened');
    return last;
  }
}

const HELLO: ServerMessage = { type: 'hello', beat_ms: 750 };
const WATCH = { type: 'watch', channel: 'demo' } as const;

let world: World;
let connection: RealtimeConnection;

beforeEach(() => {
  vi.useFakeTimers();
  world = new World();
  connection = new RealtimeConnection('ws://control.test', world);
});

afterEach(() => {
  connection.close();
  vi.useRealTimers();
});

function opened(): void {
  connection.open();
  connection.subscribe(WATCH);
  world.socket.tell(HELLO);
}

describe('subscriptions', () => {
  it('wait for the hello and are said once', () => {
    connection.open();
    connection.subscribe(WATCH);
    expect(world.socket.said).toEqual([]);
    world.socket.tell(HELLO);
    expect(connection.state).toBe('open');
    expect(connection.hello).toEqual(HELLO);
    expect(world.socket.said).toEqual([WATCH]);
  });

  it('need no socket while there are none', () => {
    connection.open();
    expect(connection.state).toBe('idle');
    expect(world.sockets).toHaveLength(0);
  });

  it('are said again after a reconnection, those given up are not', () => {
    opened();
    const stop = connection.subscribe({ type: 'directory' });
    stop();
    world.socket.onclose?.();
    vi.advanceTimersByTime(1000);
    world.socket.tell(HELLO);
    expect(world.sockets).toHaveLength(2);
    expect(world.socket.said).toEqual([WATCH]);
  });

  it('tell the server when a channel is no longer followed', () => {
    connection.open();
    const stop = connection.subscribe(WATCH);
    world.socket.tell(HELLO);
    stop();
    expect(world.socket.said.at(-1)).toEqual({ type: 'unwatch', channel: 'demo' });
  });

  it('end in peace: a socket closed with nothing to follow is not opened again', () => {
    connection.open();
    connection.subscribe(WATCH)();
    world.socket.onclose?.();
    vi.advanceTimersByTime(60_000);
    expect(connection.state).toBe('idle');
    expect(world.sockets).toHaveLength(1);
  });
});

describe('messages', () => {
  it('reach every listener until it stops', () => {
    opened();
    const listener = vi.fn();
    const stop = connection.onMessage(listener);
    world.socket.tell({ type: 'viewers', channel: 'demo', viewer_count: 3 });
    stop();
    world.socket.tell({ type: 'viewers', channel: 'demo', viewer_count: 4 });
    expect(listener).toHaveBeenCalledExactlyOnceWith({ type: 'viewers', channel: 'demo', viewer_count: 3 });
  });

  it('are not sent into a socket that is not open', () => {
    connection.open();
    expect(connection.send(WATCH)).toBe(false);
    opened();
    expect(connection.send(WATCH)).toBe(true);
  });

  it.each([[''], ['null'], ['[]'], ['{'], ['{"type":"news"}'], [new ArrayBuffer(4)]])('are ignored when unknown: %j', (frame) => {
    expect(readMessage(frame)).toBeNull();
  });
});

describe('reconnection', () => {
  it('waits longer each time and starts anew after a hello', () => {
    opened();
    for (const delay_ms of [200, 400, 800]) {
      world.socket.onclose?.();
      expect(connection.state).toBe('waiting');
      const before = world.sockets.length;
      vi.advanceTimersByTime(delay_ms - 1);
      expect(world.sockets).toHaveLength(before);
      vi.advanceTimersByTime(1);
      expect(world.sockets).toHaveLength(before + 1);
    }
    world.socket.tell(HELLO);
    world.socket.onclose?.();
    vi.advanceTimersByTime(200);
    expect(connection.state).toBe('connecting');
  });

  it('gives up a socket that never says hello', () => {
    connection.open();
    connection.subscribe(WATCH);
    vi.advanceTimersByTime(8000);
    expect(world.sockets[0]?.closed).toBe(true);
    expect(connection.state).toBe('waiting');
  });

  it('does not try without a network, and does at once when it is back', () => {
    opened();
    world.online = false;
    world.wake();
    expect(connection.state).toBe('offline');
    vi.advanceTimersByTime(60_000);
    expect(world.sockets).toHaveLength(1);
    world.online = true;
    world.wake();
    expect(world.sockets).toHaveLength(2);
  });

  it('is tried at once when the page is looked at again', () => {
    opened();
    world.socket.onclose?.();
    world.wake();
    expect(connection.state).toBe('connecting');
  });

  it('is not wanted after closing', () => {
    opened();
    connection.close();
    world.wake();
    vi.advanceTimersByTime(60_000);
    expect(world.sockets).toHaveLength(1);
    expect(connection.state).toBe('closed');
  });
});

describe('reconnectDelay_ms', () => {
  it('is at most fifteen seconds and spread', () => {
    expect(reconnectDelay_ms(0, 0)).toBe(200);
    expect(reconnectDelay_ms(0, 0.999)).toBeLessThanOrEqual(500);
    expect(reconnectDelay_ms(99, 0.999)).toBeLessThanOrEqual(15_000);
    expect(reconnectDelay_ms(99, 0)).toBe(6000);
  });
});
