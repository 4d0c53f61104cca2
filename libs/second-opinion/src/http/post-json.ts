import { type Dispatcher, request } from 'undici';
import type { Unanswered } from '../reading';
import { Deadline, startDeadline } from './deadline';

export interface Post {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Why a post brought no JSON. No word of it comes from the server, which might repeat the key. */
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
const PASSING_STATUSES: readonly number[] = [408, 409, 425, 429];

/**
 * Posts JSON and reads JSON. Never rejects but for `stop`: every trouble is a failure with a reason. No redirect is followed, as it
 * would carry article and key elsewhere; nothing is unpacked; a body that dribbles ends with the deadline and one that is too
 * long at its limit.
 */
export async function postJson(post: Post, { dispatcher, timeoutMs, stop }: PostOptions): Promise<Exchange> {
  stop.throwIfAborted();
  const deadline = startDeadline(timeoutMs, stop);
  try {
    const answer = await request(post.url, {
      dispatcher,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        'user-agent': 'Dealwatch/1',
        ...post.headers,
      },
      body: post.body,
      signal: deadline.signal,
    });
    const refusal = refusalOf(answer);
    if (refusal !== null) {
      answer.body.on('error', () => undefined).destroy();
      return { failure: refusal };
    }
    return await readJson(answer.body);
  } catch (error) {
    stop.throwIfAborted();
    return { failure: troubleOf(error, deadline, timeoutMs) };
  } finally {
    deadline.end();
  }
}

function refusalOf({ statusCode, headers }: Dispatcher.ResponseData): Failure | null {
  if (statusCode >= 300 && statusCode < 400)
    return { ...PERMANENT, reason: 'redirect', detail: `answered ${statusCode}: redirects are not followed` };
  if (statusCode !== 200) {
    const retryAfter = typeof headers['retry-after'] === 'string' ? headers['retry-after'] : null;
    const passing = statusCode >= 500 || PASSING_STATUSES.includes(statusCode);
    return { ...PERMANENT, reason: 'status', detail: `answered ${statusCode}`, passing, retryAfter };
  }
  const type = String(headers['content-type'] ?? '');
  const plain = headers['content-encoding'] === undefined || headers['content-encoding'] === 'identity';
  if (plain && /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(type)) return null;
  return { ...PERMANENT, reason: 'not-json', detail: 'answered 200 with a body that is no plain JSON', mayCost: true };
}

const PERMANENT = { passing: false, retryAfter: null, mayCost: false } as const;

async function readJson(body: Dispatcher.ResponseData['body']): Promise<Exchange> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    chunks.push(chunk as Buffer);
    bytes += (chunk as Buffer).length;
    // leaving the loop destroys the body
    if (bytes > MOST_BYTES)
      return {
        failure: { ...PERMANENT, reason: 'too-large', detail: `answered more than ${MOST_BYTES} bytes`, mayCost: true },
      };
  }
  try {
    return { json: JSON.parse(Buffer.concat(chunks).toString('utf8')), failure: null };
  } catch {
    return { failure: { ...PERMANENT, reason: 'not-json', detail: 'answered 200 with broken JSON', mayCost: true } };
  }
}

function troubleOf(error: unknown, deadline: Deadline, timeoutMs: number): Failure {
  const passing = { ...PERMANENT, passing: true, mayCost: true };
  if (deadline.passed()) return { ...passing, reason: 'timeout', detail: `no whole answer within ${timeoutMs} ms` };
  const code = (error as { code?: unknown }).code;
  const detail = typeof code === 'string' && /^[A-Z_]{3,40}$/.test(code) ? code : 'the connection failed';
  return { ...passing, reason: 'unreachable', detail };
}
