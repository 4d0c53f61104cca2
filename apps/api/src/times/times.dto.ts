import { dayProblem, instantProblem } from '@dealwatch/domain';
import { z } from 'zod';

const DAY_LENGTH = 10;

const day = (what: string) =>
  z
    .string()
    .superRefine((value, context) => {
      const problem = dayProblem(value);
      if (problem !== null) context.addIssue({ code: 'custom', message: problem });
    })
    .meta({ format: 'date', example: '2019-07-12' })
    .optional()
    .describe(what);

/** A plus sign in a query that was not escaped arrives as a blank. */
function lostPlus(value: string): string | null {
  return /\d \d{2}:\d{2}$/.test(value) ? `"${value}" has a blank before its offset; write + as %2B in a URL.` : null;
}

/** The three times as query parameters. */
export const timesFields = {
  asOf: day('The day that the question is about. Default: today, in UTC.'),
  knownBy: day('Only what had been published by the end of this day counts. Default: no limit, which is hindsight.'),
  recordedBy: z
    .string()
    .superRefine((value, context) => {
      const problem = value.length <= DAY_LENGTH ? dayProblem(value) : (lostPlus(value) ?? instantProblem(value));
      if (problem !== null) context.addIssue({ code: 'custom', message: problem });
    })
    .meta({ example: '2019-07-12T10:00:00Z' })
    .optional()
    .describe(
      'Only what this system had recorded by then counts: an instant, or a day, meaning its end. Default: now.',
    ),
};

/** Page size and cursor as query parameters. */
export const pageFields = {
  limit: z
    .string()
    .regex(/^[1-9]\d{0,2}$/, 'must be a whole number from 1 to 500')
    .refine((value) => Number(value) <= 500, 'must be a whole number from 1 to 500')
    .optional()
    .describe('Most items on a page, 1 to 500. Default: 50.'),
  cursor: z
    .string()
    .max(1_000)
    .optional()
    .describe('The "next" of the page before, with all other parameters unchanged.'),
};

const DEFAULT_LIMIT = 50;

/** The checked page size as a number. */
export function limitOf({ limit }: { limit?: string | undefined }): number {
  return limit === undefined ? DEFAULT_LIMIT : Number(limit);
}
