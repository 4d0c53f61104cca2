import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { PROBLEMS, type ProblemCode } from '../problems/catalogue';
import { PROBLEM_TYPE } from '../problems/send';

const STATUS_OF: Readonly<Record<ProblemCode, number>> = {
  'malformed-json': 400,
  'invalid-body': 400,
  'invalid-query': 400,
  'bad-request': 400,
  'unknown-route': 404,
  'unknown-article': 404,
  'unknown-deal': 404,
  'unknown-event': 404,
  'unknown-problem': 404,
  'unknown-endpoint': 404,
  'unknown-message': 404,
  'target-not-allowed': 422,
  conflict: 409,
  'method-not-allowed': 405,
  'not-acceptable': 406,
  'body-too-large': 413,
  'uri-too-long': 414,
  'headers-too-large': 431,
  'request-timeout': 408,
  'misdirected-request': 421,
  'unsupported-media-type': 415,
  'unsupported-encoding': 415,
  'unmet-expectation': 417,
  'unsupported-transfer-coding': 501,
  'internal-error': 500,
  'database-unavailable': 503,
  'shutting-down': 503,
};

/** What every route can answer with. */
const EVERYWHERE: readonly ProblemCode[] = ['internal-error', 'database-unavailable'];

/** Describes the problems that a route can answer with, each with an example; those of every route are added. */
export function ApiProblems(...codes: ProblemCode[]): MethodDecorator & ClassDecorator {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of [...codes, ...EVERYWHERE])
    byStatus.set(STATUS_OF[code], [...(byStatus.get(STATUS_OF[code]) ?? []), code]);
  return applyDecorators(...[...byStatus].map(([status, each]) => describe(status, each)));
}

function describe(status: number, codes: readonly ProblemCode[]): MethodDecorator & ClassDecorator {
  return ApiResponse({
    status,
    description: codes.map((code) => `${PROBLEMS[code].title} (\`${code}\`).`).join(' '),
    content: {
      [PROBLEM_TYPE]: {
        schema: { $ref: '#/components/schemas/Problem' },
        examples: Object.fromEntries(codes.map((code) => [code, { value: exampleOf(status, code) }])),
      },
    },
  });
}

function exampleOf(status: number, code: ProblemCode) {
  const { title, cause } = PROBLEMS[code];
  return { type: `/problems/${code}`, title, status, detail: cause };
}
