import { setTimeout as wait } from 'node:timers/promises';
import { Agent } from 'undici';
import type { Dialect, Question, Reply } from '../api/dialect';
import type { Failure } from '../http/post-json';
import type { Unanswered } from '../reading';
import { attempt, type Line } from './attempt';
import { createGate } from './gate';
import { createPause } from './pause';
import { backoffMs, isShort, retryAfterMs } from './retry-delay';
import { createSpendLimit } from './spend-limit';

export interface AskSettings {
  /** The API's base, without a slash at its end. */
  readonly url: string;
  readonly model: string;
  readonly key: string | null;
  /** Milliseconds for one attempt, from connecting to the end of the answer. */
  readonly timeoutMs: number;
  /** Attempts after the first. */
  readonly retries: number;
  /** Tokens a day (UTC) in this process. */
  readonly spendLimit: number;
  /** Questions under way at once. */
  readonly concurrency: number;
}

/** Clock, chance and patience; specs put their own in place. */
export interface Surroundings {
  readonly now: () => Date;
  readonly random: () => number;
  /** Resolves after so many milliseconds; rejects when the signal aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

const REAL: Surroundings = {
  now: () => new Date(),
  random: Math.random,
  sleep: (ms, signal) => wait(ms, undefined, { signal }),
};

export type Answer<T> =
  | { readonly value: T }
  | { readonly value: null; readonly reason: Unanswered; readonly detail: string };

/** Somebody to ask. */
export interface Asker {
  /**
   * Asks, and reads the model's words with `read`, which gives null for words that are no answer. Never rejects but when closed:
   * every trouble is an answer without a value.
   */
  ask<T>(question: Question, read: (words: string) => T | null): Promise<Answer<T>>;
  /** Tokens counted today (UTC). */
  tokensToday(): number;
  /** Breaks off what is under way (those questions reject with `Stopped`) and closes every connection. */
  close(): Promise<void>;
}

/** The process stops before the answer came: whoever comes next asks again. */
export class Stopped extends Error {
  constructor() {
    super('The second opinion was stopped before its answer came.');
  }
}

/** Asks one model: so many questions at a time, within the day's limit, each attempt within its time, again where that may help. */
export function createAsker(dialect: Dialect, settings: AskSettings, around: Surroundings = REAL): Asker {
  const stopping = new AbortController();
  const gate = createGate(settings.concurrency);
  const line: Line = {
    ...settings,
    dialect,
    dispatcher: createAgent(settings),
    stop: stopping.signal,
    limit: createSpendLimit(settings.spendLimit, around.now),
    pause: createPause(around.now),
  };
  return {
    ask: (question, read) => gate(() => askAgain(line, question, read, settings.retries, around)),
    tokensToday: () => line.limit.spent(),
    close: async () => {
      stopping.abort(new Stopped());
      await line.dispatcher.destroy();
    },
  };
}

/** Headers' and body's own times start anew with every byte, so they are off: the deadline of the exchange holds. */
function createAgent({ concurrency, timeoutMs }: AskSettings): Agent {
  return new Agent({ connections: concurrency, connect: { timeout: timeoutMs }, headersTimeout: 0, bodyTimeout: 0 });
}

async function askAgain<T>(
  line: Line,
  question: Question,
  read: (words: string) => T | null,
  retries: number,
  around: Surroundings,
): Promise<Answer<T>> {
  for (let number = 0; ; number += 1) {
    const outcome = await attempt(line, question);
    if (outcome.kind === 'held') return unanswered(outcome.reason, HELD[outcome.reason]);
    if (outcome.kind === 'replied') return answered(outcome.reply, read, line);
    const asked = retryAfterMs(outcome.failure.retryAfter, around.now());
    if (!outcome.failure.passing || number >= retries || !isShort(asked)) {
      line.pause.failed(asked);
      return unanswered(outcome.failure.reason, detailOf(outcome.failure, number));
    }
    await around.sleep(Math.max(asked, backoffMs(number, around.random)), line.stop).catch((error: unknown) => {
      line.stop.throwIfAborted();
      throw error;
    });
  }
}

function answered<T>(reply: Reply, read: (words: string) => T | null, { pause }: Line): Answer<T> {
  const value = reply.text === null ? null : read(reply.text);
  const failure = reply.failure ?? (value === null ? 'unreadable' : null);
  // a server that answers in another form than it was asked for is as good as away
  if (failure === 'unreadable') pause.failed(0);
  else pause.succeeded();
  return value === null ? unanswered(failure ?? 'unreadable', ENDED[failure ?? 'unreadable']) : { value };
}

const HELD = {
  paused: 'too many questions in a row went unanswered, or the server asked to be left alone',
  'spend-limit': "the day's tokens are spent",
} as const;

const ENDED = {
  refused: 'the model refused',
  'cut-off': 'the answer was cut off at its longest',
  unreadable: 'the answer has not the form that was asked for',
} as const;

function detailOf({ detail }: Failure, retries: number): string {
  return retries === 0 ? detail : `${detail} (after ${retries + 1} attempts)`;
}

function unanswered(reason: Unanswered, detail: string): Answer<never> {
  return { value: null, reason, detail };
}
