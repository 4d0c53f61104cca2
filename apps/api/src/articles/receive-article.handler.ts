import { type Day, initialArticle, receiveArticle } from '@dealwatch/domain';
import { Inject } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CLOCK } from '../tokens';
import { createGatherer } from './gather';
import type { Posting } from './posting';
import { ReceiveArticles } from './receive-articles.handler';
import type { Receipt } from './store-postings';

/** Take one article in, once: the same posted again is answered with what is there. */
export class ReceiveArticle extends Command<Receipt> {
  constructor(readonly posting: Posting) {
    super();
  }
}

/** Two transactions at a time let one be decided while the other is being committed. */
const GATHERING = { most: 50, atOnce: 2 };

/** Posts that come at the same time share a transaction: under load its cost is spread over them. */
@CommandHandler(ReceiveArticle)
export class ReceiveArticleHandler implements ICommandHandler<ReceiveArticle> {
  private readonly receive: (posting: Posting) => Promise<Receipt>;

  constructor(
    commands: CommandBus,
    @Inject(CLOCK) private readonly clock: () => Date,
  ) {
    const run = (postings: readonly Posting[]) => commands.execute(new ReceiveArticles(postings));
    this.receive = createGatherer({ run, ...GATHERING });
  }

  async execute({ posting }: ReceiveArticle): Promise<Receipt> {
    refuseUnacceptable(posting, this.clock().toISOString().slice(0, 10) as Day);
    return this.receive(posting);
  }
}

/** What no state could make acceptable is refused before it can hold up others. */
function refuseUnacceptable({ article }: Posting, today: Day): void {
  receiveArticle(initialArticle, { article: { ...article, copyOf: null, revisionOf: null }, today });
}
