import { type Matching, sameDeal } from './match';
import { type Counts, countsOf, rates } from './rates';
import type { DealRates, LabelledArticle, LeaveDealOut, ScoredEvent } from './types';

/** A deal that fewer articles are about says too little by itself. */
const LEAST_ARTICLES = 3;

interface Compared {
  readonly article: LabelledArticle;
  readonly strict: Matching;
}

/** A deal with the articles that are about it; deals are alike as they are in matching. */
interface KnownDeal {
  readonly example: ScoredEvent;
  readonly articles: Set<string>;
}

/**
 * How much of the figures hangs on single deals, which training texts may have told of: all articles without those about the
 * commonest deal, and for each deal that several articles are about, its events left out and its events alone. An article is
 * about the deal of most of its labelled events, the first of equals.
 */
export function leaveDealOut(compared: readonly Compared[]): LeaveDealOut {
  const deals = mainDeals(compared.map(({ article }) => article));
  const commonest = deals[0];
  const matchings = compared.map(({ strict }) => strict);
  return {
    withoutCommonest: commonest === undefined ? null : withoutArticles(compared, commonest),
    deals: deals
      .filter(({ articles }) => articles.size >= LEAST_ARTICLES)
      .map(({ example, articles }) => ({
        deal: nameOf(example),
        articles: articles.size,
        without: dealRates(countsOf(matchings.map((matching) => partOf(matching, example, false)))),
        only: dealRates(countsOf(matchings.map((matching) => partOf(matching, example, true)))),
      })),
  };
}

function withoutArticles(compared: readonly Compared[], { example, articles }: KnownDeal) {
  const rest = compared.filter(({ article }) => !articles.has(article.id));
  return { deal: nameOf(example), articles: rest.length, ...dealRates(countsOf(rest.map(({ strict }) => strict))) };
}

/** Deals that articles are about: those of most articles first. */
function mainDeals(articles: readonly LabelledArticle[]): KnownDeal[] {
  const deals: KnownDeal[] = [];
  for (const { id, events } of articles) {
    const main = mainDeal(events);
    if (main === null) continue;
    const known = deals.find(({ example }) => sameDeal(example, main));
    if (known) known.articles.add(id);
    else deals.push({ example: main, articles: new Set([id]) });
  }
  return deals.sort((a, b) => b.articles.size - a.articles.size);
}

function mainDeal(events: readonly ScoredEvent[]): ScoredEvent | null {
  const count = (event: ScoredEvent) => events.filter((other) => sameDeal(event, other)).length;
  return events.reduce<ScoredEvent | null>(
    (best, event) => (best === null || count(event) > count(best) ? event : best),
    null,
  );
}

/** As events of different deals never match, leaving a deal out before matching or after it is the same. */
function partOf({ matched, missed, spurious }: Matching, deal: ScoredEvent, inside: boolean): Matching {
  const isIn = (event: ScoredEvent) => sameDeal(event, deal) === inside;
  return {
    matched: matched.filter(([gold]) => isIn(gold)),
    missed: missed.filter(isIn),
    spurious: spurious.filter(isIn),
  };
}

function dealRates(counts: Counts): DealRates {
  return { gold: counts.tp + counts.fn, predicted: counts.tp + counts.fp, ...rates(counts) };
}

const nameOf = ({ deal: { supplier, recipient, system } }: ScoredEvent): string => `${supplier}>${recipient} ${system}`;
