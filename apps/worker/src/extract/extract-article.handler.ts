import type { EventStore } from '@dealwatch/event-store';
import { type ExtractOutcome, type Extractor, extractArticle } from '@dealwatch/intake';
import type { Db } from '@dealwatch/read-models';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DATABASE, EVENT_STORE, EXTRACTOR } from '../tokens';

/** Read an article with the extractor, where it was not read yet. */
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

  execute({ articleId }: ExtractArticle): Promise<ExtractOutcome> {
    return extractArticle({ db: this.db, store: this.store, extractor: this.extractor }, articleId);
  }
}
