import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig } from '@dealwatch/config';
import {
  type ArticleProvenance,
  articleIdOf,
  type Claim,
  type Day,
  type DealEvent,
  type DealId,
  type DealKey,
  dealIdOf,
  type ExtractedReport,
  historyOf,
  type Instant,
  initialDeal,
  type Mention,
  parseDay,
  type RecordedReport,
  type RecordingRules,
  recordReports,
  statusAt,
  textHashOf,
} from '@dealwatch/domain';
import { extract } from '@dealwatch/extraction';
import { quotedFrom } from '@dealwatch/read-models';
import { renderStatus } from '../demo/render-status';
import { nearCopiesAmong } from './near-copies';

interface FolderArticle {
  readonly id: string;
  readonly text: string;
  readonly title?: string | null;
  readonly publishedOn: string;
  readonly source?: string | null;
  readonly url?: string | null;
  readonly events?: readonly (Claim & Omit<ExtractedReport, 'claim'> & { readonly quote: string })[];
}

export interface FoldOptions {
  readonly labels?: boolean;
  readonly deal?: string;
  readonly asOf: string;
  readonly knownBy?: string;
  readonly json?: boolean;
}

/** Any moment: offline, everything was recorded at once. */
const RECORDED_AT = '2000-01-01T00:00:00.000Z' as Instant;

/** Prints the status of every deal (or one) that a folder's articles speak of. Weak reports are held, as in recording. */
export async function foldFolder(folder: string, options: FoldOptions): Promise<void> {
  const asOf = parseDay(options.asOf, '--as-of');
  const knownBy = options.knownBy === undefined ? null : parseDay(options.knownBy, '--known-by');
  const articles = readArticles(folder);
  const texts = new Map(articles.map((article) => [provenanceOf(article).articleId, article.text]));
  const rules = { reviewThreshold: loadConfig().reviewThreshold };
  let told = 0;
  for (const [dealId, { deal, history }] of histories(articles, options.labels === true, rules)) {
    if (options.deal !== undefined && options.deal !== dealId) continue;
    const status = quotedFrom(texts, statusAt({ id: dealId, key: deal }, history, { asOf, knownBy, recordedBy: null }));
    if (Object.keys(status.strands).length + status.tranches.length === 0) continue;
    told += 1;
    console.log(options.json === true ? JSON.stringify(status) : `${renderStatus(status).join('\n')}\n`);
  }
  if (told === 0)
    throw new Error(
      `No article in ${folder} says anything ${options.deal === undefined ? 'of a deal' : `of ${options.deal}`} by then.`,
    );
}

function readArticles(folder: string): FolderArticle[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files.sort().map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as FolderArticle);
}

function histories(articles: readonly FolderArticle[], byLabels: boolean, rules: RecordingRules) {
  const read = articles.map((article) => ({ article, provenance: provenanceOf(article) }));
  const copies = nearCopiesAmong(read.map(({ article, provenance }) => ({ ...provenance, text: article.text })));
  const found = read.flatMap(({ article, provenance }) => {
    const nearCopies = copies.get(provenance.articleId) ?? [];
    return mentionsOf(article, { ...provenance, ...(nearCopies.length > 0 && { nearCopies }) }, byLabels);
  });
  const mentions = new Map<DealId, Mention[]>();
  for (const mention of found) {
    const dealId = dealIdOf(mention.report.deal);
    mentions.set(dealId, [...(mentions.get(dealId) ?? []), mention]);
  }
  return new Map(
    [...mentions]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([dealId, ofDeal]) => [dealId, dealOf(ofDeal, rules)] as const),
  );
}

function dealOf(mentions: readonly Mention[], rules: RecordingRules): { deal: DealKey; history: RecordedReport[] } {
  const recorded = recordReports(initialDeal, mentions, rules).map((event: DealEvent, index) => ({
    event,
    recordedAt: RECORDED_AT,
    position: String(index + 1),
  }));
  return { deal: (mentions[0] as Mention).report.deal, history: historyOf(recorded) };
}

function mentionsOf(article: FolderArticle, provenance: ArticleProvenance, byLabels: boolean): Mention[] {
  const read = { text: article.text, title: article.title ?? null, publishedOn: provenance.publishedOn };
  const { extractor, reports } = byLabels ? { extractor: 'labels', reports: labelled(article) } : extract(read);
  return reports.map((report) => ({ article: provenance, extractor, report }));
}

function provenanceOf(article: FolderArticle): ArticleProvenance {
  const identity = {
    textHash: textHashOf(article.text),
    publishedOn: parseDay(article.publishedOn, `${article.id}/publishedOn`) as Day,
    url: article.url ?? null,
    source: article.source ?? null,
  };
  return { ...identity, articleId: articleIdOf(identity) };
}

function labelled({ text, events = [] }: FolderArticle): ExtractedReport[] {
  return events.map((label) => {
    const { type, polarity, tranche, occurredOn, expectedOn, deal, actors, quantity, value, salience, quote } = label;
    const claim = { type, polarity, tranche, occurredOn, expectedOn } as Claim;
    const start = text.indexOf(quote);
    const span = { start, end: start + quote.length, quoteHash: textHashOf(quote) };
    return { deal, claim, actors, quantity, value, salience, confidence: 1, origin: null, ...span };
  });
}
