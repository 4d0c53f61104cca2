import { calibrationOf } from './calibration';
import { errorCauses } from './error-causes';
import { leaveDealOut } from './leave-deal-out';
import { flat, type Matching, matchEvents, overlaps, sameStep, sameTrack } from './match';
import { countsOf, mean, rates, ratio } from './rates';
import type { Evaluation, LabelledArticle, Miss, ScoredEvent, TypeRates } from './types';

/** From this confidence on a prediction counts as sure. */
const SURE = 0.8;

interface Scored {
  readonly article: LabelledArticle;
  readonly predicted: readonly ScoredEvent[];
  readonly strict: Matching;
  readonly lenient: Matching;
}

/**
 * Compares predictions with labels. A prediction matches a label of the same article with the same type, polarity and deal,
 * one to one; counts are summed over all articles. `predictions` holds each article's events by its id.
 */
export function evaluate(
  gold: readonly LabelledArticle[],
  predictions: ReadonlyMap<string, readonly ScoredEvent[]>,
): Evaluation {
  const scored = gold.map((article) => score(article, predictions.get(article.id) ?? []));
  const matched = scored.flatMap(({ strict }) => strict.matched);
  const totals = countsOf(scored.map(({ strict }) => strict));
  const lenient = countsOf(scored.map(({ lenient }) => lenient));
  const negatives = scored.filter(({ article }) => article.events.length === 0);
  const holding = scored.filter(({ article }) => article.events.length > 0);
  return {
    articles: gold.length,
    absent: gold.filter(({ id }) => !predictions.has(id)).length,
    goldEvents: totals.tp + totals.fn,
    predicted: totals.tp + totals.fp,
    ...rates(totals),
    lenientF1: rates(lenient).f1,
    ...fieldShares(matched),
    falseAlarmsPerNegative: mean(negatives.map(({ predicted }) => predicted.length)),
    macroF1: mean(holding.map(({ strict }) => rates(countsOf([strict])).f1)),
    ...newsShares(scored),
    byType: byType(scored),
    leaveDealOut: leaveDealOut(scored),
    calibration: calibrationOf(scored.map(({ strict }) => strict)),
    errors: errorCauses(scored.map(({ strict }) => strict)),
    misses: scored.flatMap(missesOf),
  };
}

function score(article: LabelledArticle, predicted: readonly ScoredEvent[]): Scored {
  const strict = matchEvents(article.events, predicted, sameStep);
  return { article, predicted, strict, lenient: matchEvents(article.events, predicted, sameTrack) };
}

function fieldShares(matched: Matching['matched']) {
  const share = (
    applies: (g: ScoredEvent, p: ScoredEvent) => boolean,
    agrees: (g: ScoredEvent, p: ScoredEvent) => boolean,
  ) => mean(matched.filter(([g, p]) => applies(g, p)).map(([g, p]) => (agrees(g, p) ? 1 : 0)));
  const always = () => true;
  return {
    date: share(always, (g, p) => (g.occurredOn ?? null) === (p.occurredOn ?? null)),
    expected: share(
      (g, p) => Boolean(g.expectedOn || p.expectedOn),
      (g, p) => (g.expectedOn ?? null) === (p.expectedOn ?? null),
    ),
    tranche: share(
      (g, p) => Boolean(g.tranche || p.tranche),
      (g, p) => (g.tranche ?? null) === (p.tranche ?? null),
    ),
    evidence: share(always, hasEvidence),
    salience: share(always, (g, p) => g.salience === p.salience),
    amounts: share(
      (g, p) => Boolean(g.quantity || g.value || p.quantity || p.value),
      (g, p) => g.quantity?.amount === p.quantity?.amount && g.value?.amount === p.value?.amount,
    ),
  };
}

/** The quotes overlap, and the predicted one is not much longer. */
function hasEvidence(gold: ScoredEvent, predicted: ScoredEvent): boolean {
  return overlaps(gold.quote, predicted.quote) && flat(predicted.quote).length <= 2 * flat(gold.quote).length + 60;
}

function newsShares(scored: readonly Scored[]): { newsPrecision: number | null; newsCover: number | null } {
  const sure = (event: ScoredEvent) => event.salience === 'news' && (event.confidence ?? 0) >= SURE;
  const right = scored.flatMap(({ strict }) => strict.matched.filter(([, predicted]) => sure(predicted))).length;
  const wrong = scored.flatMap(({ strict }) => strict.spurious.filter(sure)).length;
  const gold = scored.flatMap(({ article }) => article.events.filter(({ salience }) => salience === 'news')).length;
  return { newsPrecision: ratio(right, right + wrong), newsCover: ratio(right, gold) };
}

function byType(scored: readonly Scored[]): Record<string, TypeRates> {
  const of = (select: (matching: Matching) => readonly ScoredEvent[]) =>
    scored.flatMap(({ strict }) => select(strict)).map(({ type }) => type);
  const [tp, fn, fp] = [
    of(({ matched }) => matched.map(([gold]) => gold)),
    of(({ missed }) => missed),
    of(({ spurious }) => spurious),
  ];
  const count = (types: readonly string[], type: string) => types.filter((one) => one === type).length;
  const types = [...new Set([...tp, ...fn, ...fp])].sort();
  return Object.fromEntries(
    types.map((type) => {
      const counts = { tp: count(tp, type), fn: count(fn, type), fp: count(fp, type) };
      return [type, { ...rates(counts), gold: counts.tp + counts.fn, predicted: counts.tp + counts.fp }];
    }),
  );
}

function missesOf({ article, strict }: Scored): Miss[] {
  const asMiss = (kind: Miss['kind']) => (event: ScoredEvent) => ({ article: article.id, kind, event });
  return [...strict.missed.map(asMiss('missed')), ...strict.spurious.map(asMiss('spurious'))];
}
