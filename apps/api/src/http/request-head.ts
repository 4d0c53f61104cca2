import type { FastifyRequest } from 'fastify';
import { Problem } from '../problems/problem';
import { MAX_URL_LENGTH } from './limits';

/** Why a request cannot be taken by its first line and headers alone, or null. */
export function headProblem({ url, headers, raw }: FastifyRequest): Problem | null {
  if (url.length > MAX_URL_LENGTH) {
    return new Problem(414, 'uri-too-long', `The URL has ${url.length} characters; ${MAX_URL_LENGTH} are the most.`);
  }
  if (headers.host === undefined && raw.httpVersion === '1.1') {
    return new Problem(400, 'bad-request', 'The request has no Host header, which HTTP/1.1 asks for.');
  }
  if (headers.expect !== undefined && headers.expect.toLowerCase() !== '100-continue') {
    return new Problem(417, 'unmet-expectation', `The server does not know what "${headers.expect}" expects of it.`);
  }
  const coding = headers['transfer-encoding']?.trim();
  if (coding === undefined || coding.toLowerCase() === 'chunked') return null;
  return new Problem(
    501,
    'unsupported-transfer-coding',
    `Transfer-Encoding: ${coding} is not read here, only chunked.`,
  );
}
