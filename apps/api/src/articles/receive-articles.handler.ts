import type { Day } from '@dealwatch/domain';
import type { EventStore } from '@dealwatch/event-store';
import type { Db } from '@dealwatch/read-models';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CLOCK, DATABASE, EVENT_STORE, EXTRACT_QUEUE } from '../tokens';
import type { ExtractQueue } from './extract-queue';
import type { Posting } from './posting';
import { isRead, type Receipt, storePostings } from './store-postings';

/** Take articles in, in one transaction, each once: one that is there already is answered with what is there. */
export class ReceiveArticles extends Command<readonly Receipt[]> {
  constructor(readonly postings: readonly Posting[]) {
    super();
  }
}

@CommandHandler(ReceiveArticles)
export class ReceiveArticlesHandler implements ICommandHandler<ReceiveArticles> {
  constructor(
    @Inject(DATABASE) private readonly db: Db,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(EXTRACT_QUEUE) private readonly extractQueue: ExtractQueue,
    @Inject(CLOCK) private readonly clock: () => Date,
  ) {}

  async execute({ postings }: ReceiveArticles): Promise<readonly Receipt[]> {
    const today = this.clock().toISOString().slice(0, 10) as Day;
    const receipts = await this.db.transaction().execute((trx) => storePostings(trx, this.store, postings, today));
    this.store.touch();
    receipts.forEach(({ id, status }, index) => {
      const posting = postings[index];
      if (status === 'accepted' && posting && isRead(posting)) this.extractQueue.add(id);
    });
    return receipts;
  }
}
