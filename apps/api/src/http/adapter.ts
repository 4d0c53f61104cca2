import { FastifyAdapter } from '@nestjs/platform-fastify';
import { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import type { Logger } from 'pino';
import { Problem } from '../problems/problem';
import { sendProblem } from '../problems/send';
import { watchRoutes } from './allowed-methods';
import { isWrongType, readBodies, wrongType } from './bodies';
import { refuseBrokenRequest } from './broken-request';
import { KEEP_ALIVE_MS, MAX_BODY_BYTES, MAX_PATH_PART, REQUEST_TIMEOUT_MS } from './limits';
import { isLoopback, misdirection } from './own-host';
import { headProblem } from './request-head';
import { requestIdOf } from './request-id';

/** Asked every few seconds by whoever watches the process. */
const PROBES = new Set(['/livez', '/readyz']);

/** Fastify under Nest, set up so that whatever goes wrong before, in or after a handler is answered as a problem. */
class ProblemFastifyAdapter extends FastifyAdapter {
  private readonly allowedOn = watchRoutes(this.server);

  get server(): FastifyInstance {
    return this.instance as unknown as FastifyInstance;
  }

  /** Nest would take the error's code away before our filter sees it. */
  override setErrorHandler() {
    return this.instance.setErrorHandler((error: unknown, request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(isWrongType(error) ? wrongType(request) : error, request, reply),
    );
  }

  override setNotFoundHandler() {
    return this.instance.setNotFoundHandler((request: FastifyRequest, reply: FastifyReply) => {
      sendProblem(noRoute(request, this.allowedOn(pathOf(request))), request, reply);
    });
  }
}

/** Builds the HTTP side: limits, request ids, one log line a request, bodies as JSON or NDJSON, gzipped or plain. */
export function createAdapter({ log, host }: { readonly log: Logger; readonly host: string }): FastifyAdapter {
  const adapter = new ProblemFastifyAdapter({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    requestIdHeader: false,
    genReqId: requestIdOf,
    bodyLimit: MAX_BODY_BYTES,
    keepAliveTimeout: KEEP_ALIVE_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: MAX_PATH_PART },
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => sendProblem(error, request, reply),
    clientErrorHandler: refuseBrokenRequest,
    http: { requireHostHeader: false },
    skipMiddie: true,
  });
  readBodies(adapter.server);
  addHooks(adapter.server, isLoopback(host));
  return adapter;
}

function addHooks(server: FastifyInstance, ownMachineOnly: boolean): void {
  // Node would refuse these by itself, without a body; `headProblem` refuses them with a problem.
  server.server.on('checkExpectation', (request, response) => server.server.emit('request', request, response));
  server.addHook('onRequest', (request, reply, done) => {
    reply.header('X-Request-Id', request.id);
    done(headProblem(request) ?? (ownMachineOnly ? misdirection(request.headers) : null) ?? undefined);
  });
  server.addHook('onResponse', (request, reply, done) => {
    const { method, url, log } = request;
    const level = PROBES.has(pathOf(request)) ? 'debug' : 'info';
    log[level]({ method, url, status: reply.statusCode, ms: Math.round(reply.elapsedTime * 10) / 10 }, 'answered');
    done();
  });
}

function noRoute(request: FastifyRequest, allowed: readonly string[]): Problem {
  const { method } = request;
  if (allowed.length === 0) return new Problem(404, 'unknown-route', `No route has the path ${pathOf(request)}.`);
  const allow = allowed.join(', ');
  return new Problem(405, 'method-not-allowed', `${method} is not for this path; it takes ${allow}.`, undefined, {
    Allow: allow,
  });
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? '/';
}
