import { Client, type ClientConfig } from 'pg';
import { LOG_GREW } from './channel';
import { ANSWER_WITHIN_MS, endClient } from './end-client';

export interface NotifierOptions {
  /** At most one NOTIFY in this many milliseconds; 2 by default. */
  readonly windowMs?: number;
  /** How long to wait for the server's answer before the NOTIFY counts as failed; 2,000 by default. */
  readonly answerWithinMs?: number;
  /** Told about a NOTIFY that failed. Followers find the events by polling, so nothing is lost but a second. */
  readonly onError?: (error: Error) => void;
}

export interface Notifier {
  /** Say that a commit has added events. Call it after the commit; returns at once. */
  readonly touch: () => void;
  /** Sends what is due and closes the connection; ends within five times `answerWithinMs` when the server does not answer. */
  readonly close: () => Promise<void>;
}

/**
 * Tells followers that the log has grown, on a connection of its own. A NOTIFY inside the appending transactions would
 * serialise their commits (PostgreSQL holds one lock for the queue); gathered here it costs them nothing.
 */
export function createNotifier(
  config: ClientConfig,
  { windowMs = 2, answerWithinMs = ANSWER_WITHIN_MS, onError = () => undefined }: NotifierOptions = {},
): Notifier {
  let client: Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let sending: Promise<void> | undefined;
  let again = false;

  const connect = async (): Promise<Client> => {
    const fresh = new Client({ ...config, connectionTimeoutMillis: answerWithinMs, query_timeout: answerWithinMs });
    fresh.on('error', () => {
      if (client === fresh) client = undefined;
    });
    await fresh.connect();
    client = fresh;
    return fresh;
  };
  const send = async (): Promise<void> => {
    try {
      await (client ?? (await connect())).query(`notify ${LOG_GREW}`);
    } catch (error) {
      if (client) void endClient(client, 0); // it may be half open
      client = undefined;
      onError(error instanceof Error ? error : new Error(String(error)));
    }
  };
  const flush = (): void => {
    timer = undefined;
    sending = send().then(() => {
      sending = undefined;
      if (!again) return;
      again = false;
      touch();
    });
  };
  const touch = (): void => {
    if (sending) again = true;
    else timer ??= setTimeout(flush, windowMs);
  };
  const close = async (): Promise<void> => {
    while (timer || sending) {
      if (timer) {
        clearTimeout(timer);
        flush();
      }
      await sending;
    }
    if (client) await endClient(client, answerWithinMs);
    client = undefined;
  };
  return { touch, close };
}
