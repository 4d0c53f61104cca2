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
 * PostgreSQL and the reconciler repeats it. A failure is noted there too, with the time of the next try.
 */
export function createJobHandlers({ commands, queues, db, deliver }: JobContext): JobHandlers {
  return {
    extract: ({ articleId }) =>
      noting(
        (problem) => noteArticleFailure(db, articleId, problem),
        async () => {
          const { toRecord } = await commands.execute(new ExtractArticle(articleId));
          if (toRecord > 0) await queues.add('record', [{ articleId }]);
        },
      ),
    record: ({ articleId }) =>
      noting(
        (problem) => noteArticleFailure(db, articleId, problem),
        async () => {
          await queues.add('project', await commands.execute(new RecordArticle(articleId)));
        },
      ),
    project: ({ dealId, version }) =>
      noting(
        (problem) => noteDealFailure(db, dealId, problem),
        async () => {
          const { deliveries } = await commands.execute(new ProjectDeal(dealId, version));
          if (deliveries > 0) await queues.add('deliver', [{ cause: `${dealId}-${version}` }]);
        },
      ),
    deliver,
  };
}

async function noting(note: (problem: string) => Promise<void>, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    await note(error instanceof Error ? error.message : String(error));
    throw error;
  }
}
