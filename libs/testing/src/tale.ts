import {
  type ArticleId,
  articleIdOf,
  type Claim,
  type DealKey,
  type DealStatus,
  dealIdOf,
  isEventType,
  type Mention,
  parseDay,
  parsePartialDate,
  type RecordedReport,
  statusAt,
  textHashOf,
} from '@dealwatch/domain';
import { recordedHistory } from './generators';

/** One article of a tale. Its text is made from the rest unless it is given. */
export interface ToldArticle {
  readonly on: string;
  readonly source?: string;
  readonly url?: string;
  readonly text?: string;
  readonly origin?: string;
  /** Articles of one story are near copies of each other; each names those that were told before it. */
  readonly story?: string;
  /** Whom each event names as acting. */
  readonly actors?: readonly string[];
  /** `[not] Type[#tranche] date|- [> expected]`: `not ContractSigned 2018-05`, `ActivationScheduled#1 - > 2020-04`. */
  readonly events: readonly string[];
}

const KEY: DealKey = { supplier: 'AA', recipient: 'BB', system: 'System X' };
const EVENT = /^(not )?([A-Za-z]+)(?:#(\d+))? (\S+)(?: > (\S+))?$/;

/** The mentions of a tale in its order. Quotes stand one after the other, ten units each. */
export function toldMentions(articles: readonly ToldArticle[], deal: DealKey = KEY): Mention[] {
  const stories = new Map<string, ArticleId[]>();
  return articles.flatMap((article) => {
    const text = article.text ?? `${article.on}, ${article.source}, ${article.url}: ${article.events.join('; ')}`;
    const place = { url: article.url ?? null, source: article.source ?? null };
    const identity = { textHash: textHashOf(text), publishedOn: parseDay(article.on), ...place };
    const articleId = articleIdOf(identity);
    const nearCopies = stories.get(article.story ?? '') ?? [];
    if (article.story !== undefined) stories.set(article.story, [...nearCopies, articleId]);
    const provenance = { articleId, ...identity, ...(nearCopies.length > 0 && { nearCopies }) };
    return article.events.map((event, nth) => ({
      article: provenance,
      extractor: 'told@1.0.0',
      report: {
        deal,
        claim: claimIn(event),
        actors: article.actors ?? [],
        ...{ quantity: null, value: null, salience: 'news' as const, confidence: 0.9 },
        ...{ start: nth * 10, end: nth * 10 + 9, quoteHash: textHashOf(event), origin: article.origin ?? null },
      },
    }));
  });
}

/** The history that a tale leaves when its articles are recorded in the order told. */
export function told(...articles: readonly ToldArticle[]): RecordedReport[] {
  return recordedHistory(toldMentions(articles));
}

/** The status of a tale's deal on a day: by hindsight, or by what was known on `knownBy`. */
export function statusOf(history: readonly RecordedReport[], asOf: string, knownBy: string | null = null): DealStatus {
  const times = { asOf: parseDay(asOf), knownBy: knownBy === null ? null : parseDay(knownBy), recordedBy: null };
  return statusAt({ id: dealIdOf(KEY), key: KEY }, history, times);
}

function claimIn(event: string): Claim {
  const [, not, type = '', tranche, occurred = '-', expected] = EVENT.exec(event) ?? [];
  if (!isEventType(type)) throw new Error(`"${event}" does not read as "[not] Type[#tranche] date|- [> expected]".`);
  return {
    type,
    polarity: not ? 'denied' : 'affirmed',
    tranche: tranche === undefined ? null : Number(tranche),
    occurredOn: occurred === '-' ? null : parsePartialDate(occurred),
    expectedOn: expected === undefined ? null : parsePartialDate(expected),
  } as Claim;
}
