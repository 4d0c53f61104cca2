import {
  type ArticleEvent,
  type ArticleId,
  articleStream,
  type Day,
  evolveArticle,
  initialArticle,
  logIdOf,
  receiveArticle,
  skipArticle,
} from '@dealwatch/domain';
import type { EventStore } from '@dealwatch/event-store';
import { type Db, findRelatives, lockRelatives, type Relatives, storeArticle } from '@dealwatch/read-models';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CLOCK, DATABASE, EVENT_STORE, EXTRACT_QUEUE } from '../tokens';
import type { ExtractQueue } from './extract-queue';
import type { Posting } from './posting';

/** What became of a posted article. */
export interface Receipt {
  readonly id: ArticleId;
  readonly status: 'accepted' | 'duplicate';
  readonly copyOf?: ArticleId;
  readonly revisionOf?: ArticleId;
}

/** Take an article in, once: the same posted again is answered with what is there. */
export class ReceiveArticle extends Command<Receipt> {
  constructor(readonly posting: Posting) {
    super();
  }
}

const READ_LANGUAGES: readonly string[] = ['en'];

@CommandHandler(ReceiveArticle)
export class ReceiveArticleHandler implements ICommandHandler<ReceiveArticle> {
  constructor(
    @Inject(DATABASE) private readonly db: Db,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(EXTRACT_QUEUE) private readonly extractQueue: ExtractQueue,
    @Inject(CLOCK) private readonly clock: () => Date,
  ) {}

  async execute({ posting }: ReceiveArticle): Promise<Receipt> {
    const receipt = await this.db.transaction().execute(async (trx) => {
      await lockRelatives(trx, posting.article);
      const relatives = await findRelatives(trx, posting.article);
      if (relatives.duplicateOf !== null) return { id: relatives.duplicateOf, status: 'duplicate' } as const;
      return this.accept(trx, posting, relatives);
    });
    if (receipt.status === 'duplicate') return receipt;
    this.store.touch();
    if (isRead(posting)) this.extractQueue.add(receipt.id);
    return receipt;
  }

  private async accept(trx: Db, posting: Posting, { copyOf, revisionOf }: Relatives): Promise<Receipt> {
    const article = { ...posting.article, copyOf, revisionOf };
    const today = this.clock().toISOString().slice(0, 10) as Day;
    const events = decide(article, today, isRead(posting));
    const stream = articleStream(article.articleId);
    const named = events.map((event) => ({ ...event, id: logIdOf(event) }));
    const result = await this.store.append(stream, named, { expected: 'none', trx });
    if (result.status === 'conflict') throw new Error(`${stream} is in the log, but has no row.`);
    await storeArticle(trx, article, { text: posting.text, receivedAt: result.recordedAt, skipped: !isRead(posting) });
    return {
      id: article.articleId,
      status: 'accepted',
      ...(copyOf === null ? {} : { copyOf }),
      ...(revisionOf === null ? {} : { revisionOf }),
    };
  }
}

function decide(article: Parameters<typeof receiveArticle>[1]['article'], today: Day, isRead: boolean): ArticleEvent[] {
  const received = receiveArticle(initialArticle, { article, today });
  const state = received.reduce(evolveArticle, initialArticle);
  return isRead ? received : [...received, ...skipArticle(state, 'unsupported-language')];
}

function isRead({ article }: Posting): boolean {
  return READ_LANGUAGES.includes(article.language);
}
