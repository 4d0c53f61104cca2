import type { z } from 'zod';
import { Problem, type ProblemError } from '../problems/problem';

type Issue = z.core.$ZodIssue;

/** The problem of a body that does not fit its schema, one entry for each field at fault. */
export function invalidBody(issues: readonly Issue[]): Problem {
  const errors = issues.flatMap((issue) =>
    placesOf(issue).map((path) => ({ pointer: jsonPointer(path), detail: describe(issue, 'field') })),
  );
  return new Problem(
    400,
    'invalid-body',
    summary(
      'body',
      errors.map((error) => error.pointer),
    ),
    errors,
  );
}

/** The problem of query parameters that do not fit, one entry for each of them. */
export function invalidQuery(issues: readonly Issue[]): Problem {
  const errors: ProblemError[] = issues.flatMap((issue) =>
    placesOf(issue).map((path) => ({ parameter: String(path[0] ?? ''), detail: describe(issue, 'parameter') })),
  );
  const names = errors.map((error) => ('parameter' in error ? error.parameter : error.pointer));
  return new Problem(400, 'invalid-query', summary('query', names), errors);
}

function summary(part: string, places: readonly string[]): string {
  const named = [...new Set(places)];
  const shown = named.slice(0, 5).join(', ');
  return `The ${part} does not fit at ${shown}${named.length > 5 ? ` and ${named.length - 5} more` : ''}.`;
}

/** A JSON pointer in URI fragment form (RFC 6901, section 6). */
export function jsonPointer(path: readonly PropertyKey[]): string {
  return [
    '#',
    ...path.map((part) => encodeURIComponent(String(part).replaceAll('~', '~0').replaceAll('/', '~1'))),
  ].join('/');
}

/** Unknown fields are reported where they stand, not at the object that holds them. */
function placesOf(issue: Issue): readonly (readonly PropertyKey[])[] {
  return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
}

function describe(issue: Issue, part: 'field' | 'parameter'): string {
  if (issue.code === 'unrecognized_keys') return `is not a known ${part}`;
  if (issue.code !== 'invalid_type') return issue.message;
  const expected = EXPECTED[issue.expected] ?? `a ${issue.expected}`;
  if (issue.input === undefined) return `is missing; ${expected} is needed`;
  return `must be ${expected}${Array.isArray(issue.input) ? ', not a list' : ''}`;
}

const EXPECTED: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  object: 'an object',
};
