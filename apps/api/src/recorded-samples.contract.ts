import {
  type ArticleId,
  type ArticleProvenance,
  type DealEvent,
  type DealId,
  dealIdOf,
  dealStream,
  evolveDeal,
  historyOf,
  initialDeal,
  logIdOf,
  type Mention,
  recordReports,
  textHashOf,
} from '@dealwatch/domain';
import { addToHistory, advanceProjectedVersion, findDeal, raiseDealHead } from '@dealwatch/read-models';
import { type LabelledArticle, reportsOf } from '@dealwatch/testing';
import type { ApiParts } from './api-parts';
import { type StartedApi } from './started-api.contract';

/** Posts a labelled article and writes what its labels say, as the workers would. Answers the article's id. */
export async function postRecorded(api: StartedApi, labelled: LabelledArticle): Promise<ArticleId> {
  const { id: _, events: __, ...body } = labelled;
  const { id } = (await api.post(body)).json<{ id: ArticleId }>();
  const { url, source, publishedOn, text } = labelled;
  const article: ArticleProvenance = { articleId: id, url, source, publishedOn, textHash: textHashOf(text) };
  const mentions = reportsOf(labelled).map((report): Mention => ({ article, extractor: 'labels@1.0.0', report }));
  for (const dealId of new Set(mentions.map(({ report }) => dealIdOf(report.deal)))) {
    await recordInDeal(
      api.parts,
      dealId,
      mentions.filter(({ report }) => dealIdOf(report.deal) === dealId),
    );
  }
  return id;
}

async function recordInDeal({ store, db }: ApiParts, dealId: DealId, mentions: readonly Mention[]): Promise<void> {
  const stream = await store.readStream<DealEvent>(dealStream(dealId));
  const events = recordReports(stream.reduce(evolveDeal, initialDeal), mentions);
  if (events.length === 0) return;
  const named = events.map((event) => ({ ...event, id: logIdOf(event) }));
  const appended = await store.append(dealStream(dealId), named, { expected: stream.length });
  if (appended.status === 'conflict' || !mentions[0]) throw new Error(`${dealId} was written by another.`);
  await raiseDealHead(db, dealId, mentions[0].report.deal, appended.version);
  await project({ store, db }, dealId, stream.length);
}

async function project({ store, db }: Pick<ApiParts, 'store' | 'db'>, dealId: DealId, from: number): Promise<void> {
  const stream = await store.readStream<DealEvent>(dealStream(dealId));
  const reports = historyOf(
    stream.map((event) => ({
      event: event as DealEvent,
      recordedAt: event.recordedAt,
      position: String(event.position),
    })),
  ).map((recorded) => ({
    version: stream.find((event) => String(event.position) === recorded.position)?.version ?? 0,
    recorded,
  }));
  const deal = await findDeal(db, dealId);
  if (!deal || !(await advanceProjectedVersion(db, dealId, from, stream.length))) throw new Error(`${dealId} moved.`);
  await addToHistory(
    db,
    dealId,
    reports.filter(({ version }) => version > from),
  );
}
