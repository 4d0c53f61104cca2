import { z } from 'zod';

/**
 * The closed catalogue of jobs. A payload carries ids only: a job says "look", PostgreSQL says what there is to do.
 * A job's id derives from what caused it, so the same cause queued twice is one job while it is alive.
 */
export const JOBS = {
  /** Read an article with the extractor. */
  extract: z.object({ articleId: z.uuid() }),
  /** Append an extracted article's reports to their deals. */
  record: z.object({ articleId: z.uuid() }),
  /** Bring a deal's read models up to its stream's head. */
  project: z.object({ dealId: z.string().min(1), version: z.int().positive() }),
  /** Send the webhook deliveries that are due; `cause` only names the job. */
  deliver: z.object({ cause: z.string().min(1) }),
} as const;

export type JobName = keyof typeof JOBS;
export type JobPayload<Name extends JobName> = z.infer<(typeof JOBS)[Name]>;
export const JOB_NAMES = Object.keys(JOBS) as JobName[];

const JOB_KEYS: { [Name in JobName]: (payload: JobPayload<Name>) => string } = {
  extract: ({ articleId }) => articleId,
  record: ({ articleId }) => articleId,
  project: ({ dealId, version }) => `${dealId}-${version}`,
  deliver: ({ cause }) => cause,
};

/** The job's id: its name and what caused it. BullMQ allows no colon in it. */
export function jobIdOf<Name extends JobName>(name: Name, payload: JobPayload<Name>): string {
  return `${name}-${JOB_KEYS[name](payload).replaceAll(':', '-')}`;
}

/** Checks a payload read from the queue against the catalogue. Throws a ZodError naming the field. */
export function parsePayload<Name extends JobName>(name: Name, payload: unknown): JobPayload<Name> {
  return JOBS[name].parse(payload) as JobPayload<Name>;
}
