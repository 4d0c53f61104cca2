import { Agent, type Dispatcher, request } from 'undici';
import { createGuardedConnector, TargetNotAllowed } from './target/guarded-connector';
import { refuseUrl, type TargetPolicy } from './target/target-policy';

export interface WebhookRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What came of one send. A status means that the receiver answered; an error says why it did not. */
export interface Exchange {
  readonly durationMs: number;
  readonly status: number | null;
  readonly error: string | null;
  /** The answer's Retry-After header as sent. */
  readonly retryAfter: string | null;
  /** The beginning of the answer's body, at most 2,048 bytes. */
  readonly response: string;
}

/** Sends webhooks. `send` never rejects: every trouble is an exchange with an error. */
export interface WebhookClient {
  send(request: WebhookRequest): Promise<Exchange>;
  close(): Promise<void>;
}

export interface WebhookClientOptions {
  readonly policy: TargetPolicy;
  /** Milliseconds for the whole exchange: look-up, connection, headers and body. Default 15,000. */
  readonly timeoutMs?: number;
  /** Connections to one origin. Default 16. */
  readonly connections?: number;
}

export const DEFAULT_TIMEOUT_MS = 15_000;
const MAX_RESPONSE_BYTES = 2_048;
/** How long the body of an answer may take once its status is known. */
const BODY_MS = 2_000;
const IDLE_MS = 10_000;

/**
 * The one HTTP client of the webhooks: no redirects, no decompression, connections only where the policy allows, one
 * deadline over all (undici's own header and body timeouts start anew with every byte, so they are off).
 */
export function createWebhookClient(options: WebhookClientOptions): WebhookClient {
  const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const agent = new Agent({
    connect: createGuardedConnector(options.policy, timeoutMs),
    connections: options.connections ?? 16,
    keepAliveTimeout: IDLE_MS,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  return {
    send: (outgoing) => exchange(agent, options.policy, outgoing, timeoutMs),
    close: () => agent.destroy(),
  };
}

async function exchange(
  agent: Agent,
  policy: TargetPolicy,
  outgoing: WebhookRequest,
  timeoutMs: number,
): Promise<Exchange> {
  const start = performance.now();
  const outcome = await attempt(agent, policy, outgoing, timeoutMs).catch((error: unknown) => ({
    ...NO_ANSWER,
    error: describe(error, timeoutMs),
  }));
  return { durationMs: Math.round(performance.now() - start), ...outcome };
}

type Outcome = Omit<Exchange, 'durationMs'>;
const NO_ANSWER: Outcome = { status: null, error: null, retryAfter: null, response: '' };

async function attempt(
  agent: Agent,
  policy: TargetPolicy,
  outgoing: WebhookRequest,
  timeoutMs: number,
): Promise<Outcome> {
  const refusal = refuseUrl(outgoing.url, policy.allow);
  if (refusal !== null) throw new TargetNotAllowed(refusal.detail);
  const answer = await request(outgoing.url, {
    dispatcher: agent,
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': 'Dealwatch-Webhooks/1', ...outgoing.headers },
    body: outgoing.body,
    signal: AbortSignal.timeout(timeoutMs),
  });
  const retryAfter = answer.headers['retry-after'];
  return {
    status: answer.statusCode,
    error: null,
    retryAfter: typeof retryAfter === 'string' ? retryAfter : null,
    response: await readBeginning(answer.body, Math.min(BODY_MS, timeoutMs)),
  };
}

/** The status is the acknowledgement, so a body that dribbles, breaks off or is too long only cuts the excerpt. */
async function readBeginning(body: Dispatcher.ResponseData['body'], limitMs: number): Promise<string> {
  const chunks: Buffer[] = [];
  const timer = setTimeout(() => body.destroy(), limitMs);
  try {
    for await (const chunk of body) {
      chunks.push(chunk as Buffer);
      if (chunks.reduce((sum, { length }) => sum + length, 0) >= MAX_RESPONSE_BYTES) break;
    }
  } catch {
    // What was read until here is the excerpt.
  } finally {
    clearTimeout(timer);
  }
  return excerptOf(Buffer.concat(chunks));
}

/** PostgreSQL's text holds no zero byte, and a cut may halve a character. */
function excerptOf(bytes: Buffer): string {
  return bytes.subarray(0, MAX_RESPONSE_BYTES).toString('utf8').replaceAll('\0', '�').replace(/�+$/, '');
}

function describe(error: unknown, timeoutMs: number): string {
  const { name, code, message } = error as { name?: string; code?: unknown; message?: string };
  if (name === 'TimeoutError') return `timeout: no answer within ${timeoutMs} ms`;
  // Several addresses were tried: the first refusal stands for all.
  const inner = (error as Partial<AggregateError>).errors?.[0] as Error | undefined;
  const text = message || inner?.message || String(error);
  return typeof code !== 'string' || text.includes(code) ? text : `${code}: ${text}`;
}
