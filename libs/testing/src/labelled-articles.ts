import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Amount,
  type Claim,
  type Day,
  type DealKey,
  type EventType,
  type ExtractedReport,
  type PartialDate,
  type Polarity,
  type Salience,
  textHashOf,
} from '@dealwatch/domain';

/** An event as a labelled article holds it: the fields of the annotation guide. */
export interface Label {
  readonly type: EventType;
  readonly polarity: Polarity;
  readonly deal: DealKey;
  readonly tranche: number | null;
  readonly occurredOn: PartialDate | null;
  readonly expectedOn: PartialDate | null;
  readonly actors: readonly string[];
  readonly quantity: Amount | null;
  readonly value: Amount | null;
  readonly quote: string;
  readonly salience: Salience;
}

export interface LabelledArticle {
  readonly id: string;
  readonly url: string | null;
  readonly source: string | null;
  readonly title: string | null;
  readonly publishedOn: Day;
  readonly language: string;
  readonly text: string;
  readonly events: readonly Label[];
}

/** The repository's own labelled articles, by file name. */
export function readLabelledArticles(folder = join(__dirname, '..', '..', '..', 'samples')): LabelledArticle[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files.sort().map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as LabelledArticle);
}

/** What a perfect extractor would report of a labelled article: its labels, each surely right. */
export function reportsOf({ text, events }: Pick<LabelledArticle, 'text' | 'events'>): ExtractedReport[] {
  return events.map((label) => {
    const { type, polarity, tranche, occurredOn, expectedOn, deal, actors, quantity, value, quote, salience } = label;
    const start = text.indexOf(quote);
    if (start < 0) throw new RangeError(`The quote is not in the text: ${quote}`);
    const claim = { type, polarity, tranche, occurredOn, expectedOn } as Claim;
    const span = { start, end: start + quote.length, quoteHash: textHashOf(quote) };
    return { deal, claim, actors, quantity, value, salience, confidence: 1, origin: null, ...span };
  });
}

/** An extractor that knows the labels of these articles by their texts, and finds nothing in any other. */
export function labelExtractor(articles: readonly LabelledArticle[], name = 'labels@1.0.0') {
  const known = new Map(articles.map((article) => [article.text, reportsOf(article)]));
  return ({ text }: { text: string }) => ({ extractor: name, reports: known.get(text) ?? [] });
}
