import {
  type ArticleEvent,
  type ArticleExtracted,
  type ArticleId,
  articleStream,
  compareReadings,
  DomainError,
  evolveArticle,
  initialArticle,
  type ReadingChange,
} from '@dealwatch/domain';
import {
  type ArticleRow,
  countArticlesToReread,
  findArticlesToReread,
  markReread,
  type RereadFilter,
} from '@dealwatch/read-models';
import { Stopped, unansweredName } from '@dealwatch/second-opinion';
import { appendReading, findText } from './append-reading';
import type { ArticleText, Intake, Reading } from './intake';
import { recordArticle } from './record-article';

export interface RereadOptions extends Omit<RereadFilter, 'articleIds'> {
  /** Only these articles; null: all that there are. */
  readonly articleIds: readonly string[] | null;
  /** At most so many articles; null: all. */
  readonly limit: number | null;
  /** Only compare: nothing is written. */
  readonly dryRun: boolean;
  /** Articles under way at a time; 4 where nothing is said, as most of their time is spent waiting for the database. */
  readonly atOnce?: number;
}

/** What became of one article. */
export interface RereadArticle {
  readonly articleId: ArticleId;
  /**
   * `read`: read, and recorded unless it is a dry run; `finished`: read before, and only recorded now; `erased`: its text
   * is gone; `unanswered`: this time no second opinion came, and the last reading, by the same version with one, stands;
   * `failed`: it could not be read (see `problem`), and stays as it was.
   */
  readonly outcome: 'read' | 'finished' | 'erased' | 'unanswered' | 'failed';
  /** How the new reading differs from the one before. */
  readonly changes: readonly ReadingChange[];
  readonly problem?: string;
}

const PAGE = 200;

/** How many articles `rereadArticles` will go through. */
export async function countRereads({ db }: Pick<Intake, 'db'>, options: RereadOptions): Promise<number> {
  const articles = await countArticlesToReread(db, options);
  return Math.min(articles, options.limit ?? articles);
}

/**
 * Reads stored articles again, a few at a time, in pages, and takes each new reading into the log: an ArticleExtracted in the
 * article's stream, and corrections in the streams of its deals. What was done stays done: broken off anywhere, a second
 * run goes on with what is left, and so do the workers with an article that was read but not recorded. Any number may run
 * at once, beside any number of workers. Rejects with `Stopped` when the extractor is closed.
 */
export async function* rereadArticles(intake: Intake, options: RereadOptions): AsyncGenerator<RereadArticle> {
  const { atOnce = 4 } = options;
  let left = options.limit ?? Number.POSITIVE_INFINITY;
  for (let after: string | null = null; left > 0; ) {
    const limit = Math.min(PAGE, left);
    const page: ArticleRow[] = await findArticlesToReread(intake.db, options, { after, limit });
    for (let start = 0; start < page.length; start += atOnce)
      yield* await all(page.slice(start, start + atOnce).map((article) => reread(intake, article, options)));
    after = page.at(-1)?.articleId ?? null;
    left = page.length < limit ? 0 : left - page.length;
  }
}

/** Waits for all, also where one fails: nothing is under way any more when the error is thrown. */
async function all<T>(work: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}

async function reread(intake: Intake, article: ArticleRow, options: RereadOptions): Promise<RereadArticle> {
  const { articleId } = article;
  const before = await lastReading(intake, articleId); // asked anew: another run may have come by since the page was read
  const leave = async (outcome: RereadArticle['outcome']): Promise<RereadArticle> => {
    if (!options.dryRun) await recordArticle(intake, articleId);
    return { articleId, outcome, changes: [] };
  };
  if (before && options.settled.includes(before.extractor)) return leave('finished');
  const text = await findText(intake.db, article);
  if (!text) return { articleId, outcome: 'erased', changes: [] };
  try {
    const reading = await readText(intake, text);
    if (before && reading.extractor === unansweredName(before.extractor)) return leave('unanswered');
    const changes = compareReadings(before?.reports ?? [], reading.reports);
    if (!options.dryRun) await take(intake, article, reading);
    return { articleId, outcome: 'read', changes };
  } catch (error) {
    // Whatever is not the extractor's doing ends the run, and the next one goes on from here.
    if (!(error instanceof Unreadable || error instanceof DomainError)) throw error;
    return { articleId, outcome: 'failed', changes: [], problem: error.message };
  }
}

/** The extractor failed on a text. */
class Unreadable extends Error {}

async function readText({ extractor }: Intake, text: ArticleText): Promise<Reading> {
  try {
    return await extractor(text);
  } catch (error) {
    if (error instanceof Stopped) throw error;
    throw new Unreadable(error instanceof Error ? error.message : String(error));
  }
}

async function lastReading({ store }: Intake, articleId: ArticleId): Promise<ArticleExtracted['data'] | null> {
  const history = await store.readStream<ArticleEvent>(articleStream(articleId));
  return history.reduce(evolveArticle, initialArticle).last;
}

/** Where somebody else has read it again meanwhile, that reading stands; it is recorded either way. */
async function take(intake: Intake, article: ArticleRow, reading: Reading): Promise<void> {
  const { articleId, rereadings } = article;
  await appendReading(intake, articleId, reading, (trx, read) => markReread(trx, articleId, { ...read, rereadings }));
  await recordArticle(intake, articleId);
}
