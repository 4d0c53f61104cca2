import { DomainError } from '@dealwatch/domain';
import { HttpException } from '@nestjs/common';
import { MAX_PATH_PART } from '../http/limits';
import type { ProblemCode } from './catalogue';
import { isDatabaseOutage } from './database-outage';
import { Problem } from './problem';

const RETRY_AFTER_SECONDS = '5';

/** Finds the problem behind whatever was thrown. What nobody foresaw is an internal error that tells nothing. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (isDatabaseOutage(error)) {
    return new Problem(503, 'database-unavailable', 'The database cannot be reached at the moment.', undefined, {
      'Retry-After': RETRY_AFTER_SECONDS,
    });
  }
  if (isUnstorable(error))
    return new Problem(400, 'bad-request', 'The request holds a NUL character, which cannot be looked up.');
  if (error instanceof DomainError) return ofDomain(error);
  if (error instanceof HttpException) return ofStatus(error.getStatus(), error.message);
  return ofCoded(asCoded(error));
}

/** PostgreSQL has no NUL in its texts (22021). */
function isUnstorable(error: unknown): boolean {
  return asCoded(error).code === '22021';
}

/** A rule without a field to point at was broken by ourselves, not by the caller. */
function ofDomain({ pointer, message }: DomainError): Problem {
  if (pointer === null) return internal();
  return new Problem(400, 'invalid-body', message, [{ pointer: `#${pointer}`, detail: message }]);
}

interface CodedError {
  readonly message?: string;
  readonly code?: string;
  readonly statusCode?: number;
}

function asCoded(error: unknown): CodedError {
  return typeof error === 'object' && error !== null ? error : {};
}

/** Errors of Fastify, its JSON parser and the unpacking of bodies. */
function ofCoded(error: CodedError): Problem {
  switch (error.code) {
    case 'Z_DATA_ERROR':
    case 'Z_BUF_ERROR':
      return new Problem(400, 'bad-request', 'The body is not valid gzip, though its Content-Encoding says so.');
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return new Problem(400, 'malformed-json', 'The body is empty, but its Content-Type says that it is JSON.');
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return new Problem(400, 'malformed-json', 'The body is not valid JSON.');
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new Problem(413, 'body-too-large', 'The body is larger than 2 MB.');
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return new Problem(414, 'uri-too-long', `A part of the path has more than ${MAX_PATH_PART} characters.`);
    default:
      return error.statusCode === undefined ? internal() : ofStatus(error.statusCode, error.message ?? '', error);
  }
}

const CODE_OF_STATUS: ReadonlyMap<number, ProblemCode> = new Map([
  [404, 'unknown-route'],
  [405, 'method-not-allowed'],
  [406, 'not-acceptable'],
  [408, 'request-timeout'],
  [413, 'body-too-large'],
  [414, 'uri-too-long'],
  [415, 'unsupported-media-type'],
  [431, 'headers-too-large'],
  [503, 'shutting-down'],
]);

function ofStatus(status: number, message: string, error?: CodedError): Problem {
  if (status === 400 && error instanceof SyntaxError) {
    return new Problem(400, 'malformed-json', `The body is not valid JSON: ${message}`);
  }
  const code = CODE_OF_STATUS.get(status);
  if (code !== undefined) return new Problem(status, code, message);
  return status >= 400 && status < 500 ? new Problem(status, 'bad-request', message) : internal();
}

function internal(): Problem {
  return new Problem(500, 'internal-error', 'The server failed on this request. Its log has the details.');
}
