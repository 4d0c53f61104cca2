import { type Dispatcher, request } from 'undici';
import type { Unanswered } from '../reading';
import { type Deadline, startDeadline } from './deadline';
import { errorName } from './error-name';

export interface Post {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Why a post brought no JSON. No sentence of it comes from the server, which might repeat the key. */
export interface Failure {
  readonly reason: Extract<Unanswered, 'timeout' | 'unreachable' | 'status' | 'redirect' | 'not-json' | 'too-large'>;
  readonly detail: string;
  /** Whether the same post may succeed later. */
  readonly passing: boolean;
  /** Retry-After as sent. */
  readonly retryAfter: string | null;
  /** Whether the server may have worked, and want to be paid for it. */
  readonly mayCost: boolean;
}

export type Exchange = { readonly json: unknown; readonly failure: null } | { readonly failure: Failure };

export interface PostOptions {
  readonly dispatcher: Dispatcher;
  /** Milliseconds from connecting to the end of the body. */
  readonly timeoutMs: number;
  /** Aborted when the process stops: then the promise rejects with its reason. */
  readonly stop: AbortSignal;
}

const MOST_BYTES = 1_048_576;
const MOST_ERROR_BYTES = 16_384;
const PASSING_STATUSES: readonly number[] = [408, 409, 425, 429];
/** There was no connection, so there is nothing to be paid for: an outage must not use up the day's tokens. */
const NEVER_SENT =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_[A-Z]+|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$|CERT|TLS|SSL/;
const PERMANENT = { passing: false, retryAfter: null, mayCost: false } as const;

/**
 * Posts JSON and reads JSON. Rejects for `stop` only: every trouble is a failure with a reason. No redirect is followed, as it
 * would carry article and key elsewhere; nothing is unpacked; a body that dribbles ends with the deadline and one that is
 * too long at its limit.
 */
export async function postJson(post: Post, { dispatcher, timeoutMs, stop }: PostOptions): Promise<Exchange> {
  stop.throwIfAborted();
  const deadline = startDeadline(timeoutMs, stop);
  try {
    const headers = { 'content-type': 'application/json', accept: 'application/json', 'user-agent': 'Dealwatch/1' };
    const answer = await request(post.url, {
      dispatcher,
      method: 'POST',
      headers: { ...headers, ...post.headers },
      body: post.body,
      signal: deadline.signal,
    });
    return await read(answer, Object.values(post.headers));
  } catch (error) {
    stop.throwIfAborted();
    return { failure: troubleOf(error, deadline, timeoutMs) };
  } finally {
    deadline.end();
  }
}

async function read(answer: Dispatcher.ResponseData, secrets: readonly string[]): Promise<Exchange> {
  const { statusCode, body } = answer;
  if (statusCode !== 200) return { failure: await refusalOf(answer, secrets) };
  if (!isPlainJson(answer)) {
    discard(body);
    return failed('not-json', 'answered 200 with a body that is no plain JSON');
  }
  const bytes = await readBytes(body, MOST_BYTES);
  if (bytes === null) return failed('too-large', `answered more than ${MOST_BYTES} bytes`);
  const json = parse(bytes);
  return json === undefined ? failed('not-json', 'answered 200 with broken JSON') : { json, failure: null };
}

/** After a 200 the server may have done its work, and count it. */
function failed(reason: Failure['reason'], detail: string): Exchange {
  return { failure: { ...PERMANENT, reason, detail, mayCost: true } };
}

async function refusalOf(answer: Dispatcher.ResponseData, secrets: readonly string[]): Promise<Failure> {
  const { statusCode, headers, body } = answer;
  if (statusCode >= 300 && statusCode < 400) {
    discard(body);
    return { ...PERMANENT, reason: 'redirect', detail: `answered ${statusCode}: redirects are not followed` };
  }
  const bytes = isPlainJson(answer) ? await readBytes(body, MOST_ERROR_BYTES).catch(() => null) : discard(body);
  const name = bytes && errorName(parse(bytes), secrets);
  const retryAfter = typeof headers['retry-after'] === 'string' ? headers['retry-after'] : null;
  const passing = statusCode >= 500 || PASSING_STATUSES.includes(statusCode);
  const detail = `answered ${statusCode}${name ? ` (${name})` : ''}`;
  return { ...PERMANENT, reason: 'status', detail, passing, retryAfter };
}

function isPlainJson({ headers }: Dispatcher.ResponseData): boolean {
  const packed = headers['content-encoding'] !== undefined && headers['content-encoding'] !== 'identity';
  return !packed && /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(String(headers['content-type'] ?? ''));
}

/** The whole body, or null where it is longer. */
async function readBytes(body: Dispatcher.ResponseData['body'], most: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    chunks.push(chunk as Buffer);
    length += (chunk as Buffer).length;
    if (length > most) return null; // leaving the loop destroys the body
  }
  return Buffer.concat(chunks);
}

function discard(body: Dispatcher.ResponseData['body']): null {
  body.on('error', () => undefined).destroy();
  return null;
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

function troubleOf(error: unknown, deadline: Deadline, timeoutMs: number): Failure {
  const passing = { ...PERMANENT, passing: true, mayCost: true };
  if (deadline.passed()) return { ...passing, reason: 'timeout', detail: `no whole answer within ${timeoutMs} ms` };
  const code = (error as { code?: unknown }).code;
  if (typeof code !== 'string' || !/^[A-Z_]{3,60}$/.test(code))
    return { ...passing, reason: 'unreachable', detail: 'the connection failed' };
  return { ...passing, reason: 'unreachable', detail: code, mayCost: !NEVER_SENT.test(code) };
}
