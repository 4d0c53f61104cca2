import type { JobHandlers, JobQueues } from '@dealwatch/queue';
import { type Db, noteArticleFailure, noteDealFailure } from '@dealwatch/read-models';
import type { CommandBus } from '@nestjs/cqrs';
import { ExtractArticle } from './extract/extract-article.handler';
import { ProjectDeal } from './project/project-deal.handler';
import { RecordArticle } from './record/record-article.handler';

export interface JobContext {
  readonly commands: CommandBus;
  readonly queues: JobQueues;
  readonly db: Db;
  readonly deliver: () => Promise<unknown>;
}

/**
 * What each job does: run its command, then say "look" to the next hop. That word may get lost: the work stays due in
 * PostgreSQL and the reconciler repeats it. A failure is noted there too, with the time of the next try; so is the death
 * of a worker over a job, or an article that kills its readers would be read again and again at once.
 */
export function createJobHandlers({ commands, queues, db, deliver }: JobContext): JobHandlers {
  const ofArticle = (articleId: string) => (problem: string) => noteArticleFailure(db, articleId, problem);
  const ofDeal = (dealId: string) => (problem: string) => noteDealFailure(db, dealId, problem);
  return {
    extract: async ({ articleId }, { starts }) => {
      const work = () => commands.execute(new ExtractArticle(articleId));
      const { toRecord } = await noting(ofArticle(articleId), starts, work);
      if (toRecord > 0) await queues.add('record', [{ articleId }]);
    },
    record: async ({ articleId }, { starts }) => {
      const work = () => commands.execute(new RecordArticle(articleId));
      await queues.add('project', await noting(ofArticle(articleId), starts, work));
    },
    project: async ({ dealId, version }, { starts }) => {
      const work = () => commands.execute(new ProjectDeal(dealId, version));
      const { deliveries } = await noting(ofDeal(dealId), starts, work);
      if (deliveries > 0) await queues.add('deliver', [{ cause: `${dealId}-${version}` }]);
    },
    deliver,
  };
}

/** Does the work; what goes wrong is noted and thrown. From the second start of a job on, the first was cut off. */
async function noting<T>(note: (problem: string) => Promise<void>, starts: number, work: () => Promise<T>): Promise<T> {
  if (starts > 1) await note(`A worker ended in the middle of this job (start ${starts}).`);
  try {
    return await work();
  } catch (error) {
    // Where even the note fails, the database is away: the error itself says more, and the work stays due.
    await note(error instanceof Error ? error.message : String(error)).catch(() => undefined);
    throw error;
  }
}
