import {
  type ArticleEvent,
  articleStream,
  evolveArticle,
  initialArticle,
  logIdOf,
  recordExtraction,
} from '@dealwatch/domain';
import type { EventStore } from '@dealwatch/event-store';
import { type ArticleRow, type Db, findArticle, findTexts, markExtracted } from '@dealwatch/read-models';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DATABASE, EVENT_STORE, EXTRACTOR } from '../tokens';
import type { Extractor } from './extractor';

export interface ExtractOutcome {
  /** Reports that now wait to be recorded; 0 where there is nothing left to do. */
  readonly toRecord: number;
}

/** Read an article with the extractor, once per extractor version. */
export class ExtractArticle extends Command<ExtractOutcome> {
  constructor(readonly articleId: string) {
    super();
  }
}

@CommandHandler(ExtractArticle)
export class ExtractArticleHandler implements ICommandHandler<ExtractArticle> {
  constructor(
    @Inject(DATABASE) private readonly db: Db,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(EXTRACTOR) private readonly extractor: Extractor,
  ) {}

  async execute({ articleId }: ExtractArticle): Promise<ExtractOutcome> {
    const article = await findArticle(this.db, articleId);
    if (!article) throw new Error(`No article ${articleId}.`);
    if (article.state === 'extracted') return { toRecord: article.reportCount ?? 0 };
    if (article.state !== 'received') return { toRecord: 0 };
    return this.extract(article);
  }

  private async extract(article: ArticleRow): Promise<ExtractOutcome> {
    const { articleId } = article;
    const { extractor, reports } = await this.extractor(await this.read(article));
    const stream = articleStream(articleId);
    const history = await this.store.readStream<ArticleEvent>(stream);
    const state = history.reduce(evolveArticle, initialArticle);
    const events = recordExtraction(state, { extractor, reports }).map((event) => ({ ...event, id: logIdOf(event) }));
    const saved = await this.db.transaction().execute(async (trx) => {
      if (!(await markExtracted(trx, articleId, { extractor, reportCount: reports.length }))) return false;
      if (events.length === 0) return true;
      const result = await this.store.append(stream, events, { expected: history.length, trx });
      if (result.status === 'conflict') throw new Error(`${stream} moved while its article waited to be read.`);
      return true;
    });
    if (!saved) return this.execute(new ExtractArticle(articleId)); // somebody else was faster
    this.store.touch();
    return { toRecord: reports.length };
  }

  private async read({ articleId, title, publishedOn }: ArticleRow) {
    const text = (await findTexts(this.db, [articleId])).get(articleId);
    if (text === undefined) throw new Error(`The text of article ${articleId} is gone.`);
    return { text, title, publishedOn };
  }
}
