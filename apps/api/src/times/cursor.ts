import { createHash } from 'node:crypto';
import { dayProblem, instantProblem, parseInstant } from '@dealwatch/domain';
import { z } from 'zod';
import { Problem } from '../problems/problem';

/** A day and a moment, as cursors hold them. */
export const CursorDay = z.string().refine((value) => dayProblem(value) === null);
export const CursorInstant = z
  .string()
  .refine((value) => instantProblem(value) === null && parseInstant(value) === value);

/**
 * A cursor is opaque to the caller: what the next page needs, and a mark of the question, so that a cursor is never
 * used under another filter.
 */
export function encodeCursor(question: object, place: Readonly<Record<string, unknown>>): string {
  return Buffer.from(JSON.stringify({ ...place, q: markOf(question) })).toString('base64url');
}

/** Reads a cursor back. Throws the problem `invalid-query` where it is not one of this question. */
export function decodeCursor<Place>(cursor: string, question: object, schema: z.ZodType<Place>): Place {
  const place = parsed(cursor);
  const known = z.looseObject({ q: z.literal(markOf(question)) }).safeParse(place);
  const result = schema.safeParse(place);
  if (known.success && result.success) return result.data;
  const detail = 'is not the "next" of a page that was asked for with the same parameters';
  throw new Problem(400, 'invalid-query', 'The query does not fit at cursor.', [{ parameter: 'cursor', detail }]);
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return null;
  }
}

/** The question without its page: everything but limit and cursor. */
function markOf(question: object): string {
  const asked = Object.entries(question).filter(
    ([name, value]) => value !== undefined && name !== 'limit' && name !== 'cursor',
  );
  return createHash('sha256').update(JSON.stringify(asked.sort())).digest('base64url').slice(0, 12);
}
