import type { FastifyReply, FastifyRequest } from 'fastify';
import { PROBLEMS } from './catalogue';
import type { Problem, ProblemError } from './problem';
import { toProblem } from './translate';

export const PROBLEM_TYPE = 'application/problem+json';

/** A problem as it goes over the wire (RFC 9457), with the request's id as an extension. */
export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance?: string;
  readonly requestId?: string;
  readonly errors?: readonly ProblemError[];
}

/** The wire form of a problem without what belongs to one request. */
export function problemBody(problem: Problem): ProblemBody {
  return {
    type: `/problems/${problem.code}`,
    title: PROBLEMS[problem.code].title,
    status: problem.status,
    detail: problem.detail,
    ...(problem.errors === undefined ? {} : { errors: problem.errors }),
  };
}

/** Answers a request with the problem behind an error. Failures of ours are logged with the request's id. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const problem = toProblem(error);
  if (hungUp(request)) request.log.info({ err: error }, 'the client hung up before its request was whole');
  else if (isOurs(problem)) request.log.error({ err: error }, `${request.method} ${request.url} failed`);
  if (reply.sent || reply.raw.headersSent) {
    reply.raw.destroy();
    return;
  }
  const { errors, ...rest } = problemBody(problem);
  const body: ProblemBody = { ...rest, instance: request.url, requestId: request.id, ...(errors ? { errors } : {}) };
  for (const name of ['content-length', 'content-encoding', 'etag']) reply.removeHeader(name);
  reply
    .code(problem.status)
    .headers({ 'X-Request-Id': request.id, ...problem.headers })
    .type(PROBLEM_TYPE)
    .send(JSON.stringify(body));
}

/** Whatever fails on a request that broke off, fails because of that. */
function hungUp({ raw }: FastifyRequest): boolean {
  return raw.aborted && !raw.complete;
}

/** 501 is about what the caller sent. */
function isOurs({ status }: Problem): boolean {
  return status >= 500 && status !== 501;
}
