import {
  type ArticleEvent,
  type ArticleExtracted,
  type ArticleId,
  type ArticleReceived,
  articleStream,
  type DealEvent,
  type DealId,
  dealIdOf,
  dealStream,
  eventIdOf,
  evolveDeal,
  initialDeal,
  logIdOf,
  type Mention,
  provenanceOf,
  recordReports,
  reportIdOf,
} from '@dealwatch/domain';
import type { EventStore } from '@dealwatch/event-store';
import { type Db, markRecorded, raiseDealHead } from '@dealwatch/read-models';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DATABASE, EVENT_STORE } from '../tokens';

export interface DealHead {
  readonly dealId: string;
  readonly version: number;
}

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
  ) {}

  async execute({ articleId }: RecordArticle): Promise<readonly DealHead[]> {
    const mentions = await this.mentionsOf(articleId as ArticleId);
    const heads: DealHead[] = [];
    for (const [dealId, ofDeal] of byDeal(mentions)) {
      heads.push(await this.recordInDeal(dealId, ofDeal));
      this.store.touch();
    }
    await markRecorded(this.db, articleId);
    return heads;
  }

  /** What the last extraction found. The article's own stream says it all. */
  private async mentionsOf(articleId: ArticleId): Promise<Mention[]> {
    const events = await this.store.readStream<ArticleEvent>(articleStream(articleId));
    const received = events.find((event): event is typeof event & ArticleReceived => event.type === 'ArticleReceived');
    const extracted = events.findLast(
      (event): event is typeof event & ArticleExtracted => event.type === 'ArticleExtracted',
    );
    if (!received || !extracted) return [];
    const article = provenanceOf(received.data);
    return extracted.data.reports.map((report) => ({ article, extractor: extracted.data.extractor, report }));
  }

  /** Decides on the deal as it is and appends; when another append was faster, only the decision is made again. */
  private async recordInDeal(dealId: DealId, mentions: readonly Mention[]): Promise<DealHead> {
    for (;;) {
      const head = await this.store.readVersion(dealStream(dealId)); // before what is known, so that a gap shows as a conflict
      const known = await this.store.readEvents<DealEvent>(idsThatMatter(dealId, mentions));
      const state = known.reduce(evolveDeal, initialDeal);
      const events = recordReports(state, mentions).map((event) => ({ ...event, id: logIdOf(event) }));
      if (events.length === 0) return { dealId, version: head };
      const version = await this.append(dealId, mentions, events, head);
      if (version !== null) return { dealId, version };
    }
  }

  private append(
    dealId: DealId,
    mentions: readonly Mention[],
    events: readonly (DealEvent & { id: string })[],
    expected: number,
  ): Promise<number | null> {
    const deal = (mentions[0] as Mention).report.deal;
    return this.db.transaction().execute(async (trx) => {
      const result = await this.store.append(dealStream(dealId), events, { expected, trx });
      if (result.status === 'conflict') return null;
      await raiseDealHead(trx, dealId, deal, result.version);
      return result.version;
    });
  }
}

/**
 * The ids under which the log can hold what these mentions say: the decision asks for nothing else, and a deal's stream
 * may be long.
 */
function idsThatMatter(dealId: DealId, mentions: readonly Mention[]): string[] {
  const anew = recordReports(initialDeal, mentions);
  const corroborated = mentions.map(({ article, report }) =>
    reportIdOf(eventIdOf(dealId, report.claim), article.articleId, report.start, report.end),
  );
  return [...new Set([...anew.map(logIdOf), ...corroborated])];
}

/** Mentions by deal, in the order of deal ids, so that two articles take the same deals in the same order. */
function byDeal(mentions: readonly Mention[]): [DealId, Mention[]][] {
  const deals = new Map<DealId, Mention[]>();
  for (const mention of mentions) {
    const dealId = dealIdOf(mention.report.deal);
    deals.set(dealId, [...(deals.get(dealId) ?? []), mention]);
  }
  return [...deals].sort(([a], [b]) => (a < b ? -1 : 1));
}
