import { Client, type ClientConfig } from 'pg';
import { LOG_GREW } from './channel';
import { endClient } from './end-client';
import { createGate } from './gate';

const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 5_000;

export interface Wakeups {
  /** Calls back whenever the log may have grown, until the returned function is called. */
  readonly subscribe: (wake: () => void) => () => void;
  readonly close: () => Promise<void>;
}

/**
 * LISTENs on a connection of its own from the first subscription on, and connects again after a loss. Each new connection
 * wakes everybody, as notifications may have passed meanwhile. A faster wake-up is all it gives: followers poll as well.
 */
export function createWakeups(config: ClientConfig, onError: (error: Error) => void = () => undefined): Wakeups {
  const subscribers = new Set<() => void>();
  const closing = createGate();
  let client: Client | undefined;
  let running: Promise<void> | undefined;
  let closed = false;

  const wakeAll = (): void => {
    for (const wake of subscribers) wake();
  };
  const listenUntilLost = async (): Promise<void> => {
    const fresh = new Client({ ...config, keepAlive: true });
    client = fresh;
    fresh.on('error', onError);
    fresh.on('notification', wakeAll);
    const ended = new Promise<void>((resolve) => fresh.once('end', () => resolve()));
    try {
      await fresh.connect();
      await fresh.query(`listen ${LOG_GREW}`);
      wakeAll();
      await ended;
    } finally {
      client = undefined; // pg's end() of a client that never got through does not return
    }
  };
  const run = async (): Promise<void> => {
    for (let retryMs = FIRST_RETRY_MS; !closed; retryMs = Math.min(retryMs * 2, LAST_RETRY_MS)) {
      const startedAt = Date.now();
      await listenUntilLost().catch((error: Error) => {
        if (!closed) onError(error);
      });
      if (Date.now() - startedAt > LAST_RETRY_MS) retryMs = FIRST_RETRY_MS; // it had worked: not the same trouble
      if (!closed) await closing.wait(retryMs);
    }
  };
  const subscribe = (wake: () => void): (() => void) => {
    subscribers.add(wake);
    if (!closed) running ??= run();
    return () => void subscribers.delete(wake);
  };
  const close = async (): Promise<void> => {
    closed = true;
    closing.open();
    if (client) await endClient(client);
    await running;
  };
  return { subscribe, close };
}
