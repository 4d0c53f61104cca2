import { type ArticleId, type DealEvent, type DealId, dealStream, historyOf } from '@dealwatch/domain';
import { type Extractor, extractArticle, recordArticle, rereadArticles } from '@dealwatch/intake';
import { addToHistory, advanceProjectedVersion, findDeal } from '@dealwatch/read-models';
import { type LabelledArticle, labelExtractor } from '@dealwatch/testing';
import type { ApiParts } from './api-parts';
import { type StartedApi } from './started-api.contract';

/** Posts a labelled article and writes what its labels say, or what an extractor reads, as the workers would. Answers its id. */
export async function postRecorded(
  api: StartedApi,
  labelled: LabelledArticle,
  extractor: Extractor = labelExtractor([labelled]),
): Promise<ArticleId> {
  const { id: _, events: __, ...body } = labelled;
  const { id } = (await api.post(body)).json<{ id: ArticleId }>();
  const intake = intakeOf(api, extractor);
  await extractArticle(intake, id);
  await recordArticle(intake, id);
  await projectDue(api.parts);
  return id;
}

/** Reads every stored article again, by an extractor of another version. */
export async function rereadAll(api: StartedApi, version: string, extractor: Extractor): Promise<void> {
  const options = { settled: [version], articleIds: null, limit: null, dryRun: false };
  for await (const { outcome } of rereadArticles(intakeOf(api, extractor), options))
    if (outcome !== 'read') throw new Error(`An article was ${outcome}.`);
  await projectDue(api.parts);
}

function intakeOf({ parts: { db, store } }: StartedApi, extractor: Extractor) {
  return { db, store, extractor, rules: { reviewThreshold: 0.3 } };
}

async function projectDue(parts: Pick<ApiParts, 'store' | 'db'>): Promise<void> {
  const behind = parts.db.selectFrom('deal').select(['deal_id as id', 'projected_version as from']);
  for (const { id, from } of await behind.where('due_at', 'is not', null).execute())
    await project(parts, id as DealId, from);
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
