import type { Dispatcher } from 'undici';
import type { Dialect, Question, Reply } from '../api/dialect';
import { type Failure, postJson } from '../http/post-json';
import type { Pause } from './pause';
import type { SpendLimit } from './spend-limit';

/** What an attempt goes through. */
export interface Line {
  readonly dialect: Dialect;
  readonly url: string;
  readonly model: string;
  readonly key: string | null;
  readonly timeoutMs: number;
  readonly dispatcher: Dispatcher;
  readonly stop: AbortSignal;
  readonly limit: SpendLimit;
  readonly pause: Pause;
}

/** What came of one attempt: the server's reply, why there is none, or why nothing was sent. */
export type Outcome =
  | { readonly kind: 'replied'; readonly reply: Reply }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'held'; readonly reason: 'paused' | 'spend-limit' };

/** English has about four characters a token; three leave room for the other scripts and for what the server adds. */
const CHARACTERS_A_TOKEN = 3;

/** Sends a question once, unless the pause or the day's limit holds it back, and counts what it cost. */
export async function attempt(line: Line, question: Question): Promise<Outcome> {
  const { dialect, dispatcher, timeoutMs, stop } = line;
  if (line.pause.lasts()) return { kind: 'held', reason: 'paused' };
  const body = JSON.stringify(dialect.body(line.model, question));
  const estimate = Math.ceil(body.length / CHARACTERS_A_TOKEN) + question.maxOutputTokens;
  const reservation = line.limit.reserve(estimate);
  if (reservation === null) return { kind: 'held', reason: 'spend-limit' };
  const post = { url: `${line.url}${dialect.path}`, headers: dialect.headers(line.key), body };
  const exchange = await postJson(post, { dispatcher, timeoutMs, stop });
  if (exchange.failure !== null) {
    reservation.settle(exchange.failure.mayCost ? null : 0);
    return { kind: 'failed', failure: exchange.failure };
  }
  const reply = dialect.reply(exchange.json);
  reservation.settle(reply.tokens);
  return { kind: 'replied', reply };
}
