import { dealOf, type Matching } from './match';
import { type Counts, countsOf, rates } from './rates';
import type { DealRates, LabelledArticle, LeaveDealOut, ScoredEvent } from './types';

/** A deal that fewer articles are about says too little by itself. */
const LEAST_ARTICLES = 3;

interface Compared {
  readonly article: LabelledArticle;
  readonly strict: Matching;
}

/** A deal as it was written first, with the articles that are about it. */
interface MainDeal {
  readonly key: string;
  readonly name: string;
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
  const all = countsOf(compared.map(({ strict }) => strict));
  const byDeal = countsByDeal(compared);
  return {
    withoutCommonest: commonest === undefined ? null : withoutArticles(compared, commonest),
    deals: deals
      .filter(({ articles }) => articles.size >= LEAST_ARTICLES)
      .map(({ key, name, articles }) => {
        const own = byDeal.get(key) ?? NOTHING;
        const others = { tp: all.tp - own.tp, fn: all.fn - own.fn, fp: all.fp - own.fp };
        return { deal: name, articles: articles.size, without: dealRates(others), only: dealRates(own) };
      }),
  };
}

function withoutArticles(compared: readonly Compared[], { name, articles }: MainDeal) {
  const rest = compared.filter(({ article }) => !articles.has(article.id));
  return { deal: name, articles: rest.length, ...dealRates(countsOf(rest.map(({ strict }) => strict))) };
}

/** Deals that articles are about: those of most articles first. */
function mainDeals(articles: readonly LabelledArticle[]): MainDeal[] {
  const deals = new Map<string, MainDeal>();
  for (const { id, events } of articles) {
    const main = mainEvent(events);
    if (main === null) continue;
    const key = dealOf(main);
    const known = deals.get(key);
    if (known) known.articles.add(id);
    else deals.set(key, { key, name: nameOf(main), articles: new Set([id]) });
  }
  return [...deals.values()].sort((a, b) => b.articles.size - a.articles.size);
}

/** An event of the deal that most events are about. */
function mainEvent(events: readonly ScoredEvent[]): ScoredEvent | null {
  const keys = events.map(dealOf);
  const counts = keys.map((key) => keys.filter((other) => other === key).length);
  return events[counts.indexOf(Math.max(...counts))] ?? null;
}

const NOTHING: Counts = { tp: 0, fn: 0, fp: 0 };

/** What was found, missed and made up of each deal: events of different deals never match, so that each stands for itself. */
function countsByDeal(compared: readonly Compared[]): Map<string, Counts> {
  const counts = new Map<string, Counts>();
  const count = (event: ScoredEvent, kind: keyof Counts) => {
    const known = counts.get(dealOf(event)) ?? NOTHING;
    counts.set(dealOf(event), { ...known, [kind]: known[kind] + 1 });
  };
  for (const { strict } of compared) {
    for (const [gold] of strict.matched) count(gold, 'tp');
    for (const gold of strict.missed) count(gold, 'fn');
    for (const predicted of strict.spurious) count(predicted, 'fp');
  }
  return counts;
}

function dealRates(counts: Counts): DealRates {
  return { gold: counts.tp + counts.fn, predicted: counts.tp + counts.fp, ...rates(counts) };
}

const nameOf = ({ deal: { supplier, recipient, system } }: ScoredEvent): string => `${supplier}>${recipient} ${system}`;
