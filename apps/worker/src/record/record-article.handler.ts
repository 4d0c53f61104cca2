import type { RecordingRules } from '@dealwatch/domain';
import type { EventStore } from '@dealwatch/event-store';
import { type DealHead, recordArticle } from '@dealwatch/intake';
import type { Db } from '@dealwatch/read-models';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DATABASE, EVENT_STORE, RULES } from '../tokens';

/** Append an article's reports to the streams of their deals. Answers the deals that are now to be projected. */
export class RecordArticle extends Command<readonly DealHead[]> {
  constructor(readonly articleId: string) {
    super();
  }
}

@CommandHandler(RecordArticle)
export class RecordArticleHandler implements ICommandHandler<RecordArticle> {
  constructor(
    @Inject(DATABASE) private readonly db: Db,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(RULES) private readonly rules: RecordingRules,
  ) {}

  execute({ articleId }: RecordArticle): Promise<readonly DealHead[]> {
    return recordArticle({ db: this.db, store: this.store, rules: this.rules }, articleId);
  }
}
