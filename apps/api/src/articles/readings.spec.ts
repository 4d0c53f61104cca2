import type { ExtractedReport } from '@dealwatch/domain';
import type { ExplainedReport, Extractor } from '@dealwatch/intake';
import { type LabelledArticle, readLabelledArticles, reportsOf } from '@dealwatch/testing';
import { postRecorded, rereadAll } from '../recorded-samples.contract';
import { type StartedApi, startApi } from '../started-api.contract';

const SAMPLE = readLabelledArticles()[1] as LabelledArticle;
const [first, second, third] = reportsOf(SAMPLE) as [ExtractedReport, ExtractedReport, ExtractedReport];
const reads =
  (extractor: string, ...reports: ExplainedReport[]): Extractor =>
  () => ({ extractor, reports });

describe('what the API tells of readings', () => {
  let api: StartedApi;
  let article: string;
  const json = async (url: string) => (await api.get(url)).json();

  beforeAll(async () => {
    api = await startApi();
    const weak = { ...second, confidence: 0.2 };
    article = await postRecorded(api, SAMPLE, reads('fake@1.0.0', first, weak, third));
    const explained = { ...first, confidence: 0.5, explanation: { trigger: 'deliveries' } };
    await rereadAll(api, 'fake@2.0.0', reads('fake@2.0.0', explained, weak));
  });
  afterAll(() => api.stop());

  it('is the last reading in the article, with held reports marked', async () => {
    const { reports, processing } = await json(`/v1/articles/${article}`);
    expect(processing).toMatchObject({ state: 'recorded', extractor: 'fake@2.0.0' });
    expect(reports).toMatchObject([
      { start: first.start, confidence: 0.5, held: false, extractor: 'fake@2.0.0' },
      { start: second.start, confidence: 0.2, held: true, extractor: 'fake@1.0.0' },
    ]);
    expect(reports[0]).not.toHaveProperty('explanation');
  });

  it('bears the reasons of each report where they are asked for', async () => {
    const { reports } = await json(`/v1/articles/${article}?explain=true`);
    expect(reports.map(({ explanation }: { explanation: unknown }) => explanation)).toEqual([
      { trigger: 'deliveries' },
      null,
    ]);
    expect((await api.get(`/v1/articles/${article}?explain=perhaps`)).statusCode).toBe(400);
  });

  it('lists the held reports of the log, and all but those', async () => {
    const held = await json('/v1/events?held=true');
    expect(held.items).toMatchObject([
      { kind: 'event', reports: [{ start: second.start, held: true, confidence: 0.2 }] },
    ]);
    const whole = await json('/v1/events?limit=1000');
    const others = await json('/v1/events?limit=1000&held=false');
    expect(others.items).toHaveLength(whole.items.length - 1);
  });

  it('tells a revision and a supersession as entries of their own', async () => {
    const { items: readings } = await json(`/v1/events?article=${article}&kind=extraction`);
    expect(readings).toMatchObject([
      { reading: 1, reportCount: 3 },
      { reading: 2, reportCount: 2 },
    ]);
    const { items: revisions } = await json('/v1/events?kind=revision');
    expect(revisions).toMatchObject([{ reading: 2, reports: [{ articleId: article, confidence: 0.5 }] }]);
    const { items: supersessions } = await json(`/v1/events?kind=supersession&article=${article}`);
    expect(supersessions).toMatchObject([
      { articleId: article, extractor: 'fake@2.0.0', reading: 2, reason: 'reread' },
    ]);
  });

  it('shows a held event and one that was taken back, neither of them standing; the timeline has neither', async () => {
    const { items } = await json('/v1/events?kind=event');
    const shown = await Promise.all(items.map(({ id }: { id: string }) => json(`/v1/events/${id}`)));
    const told = shown.map(({ standing, reports, position, confidence }) => ({
      ...{ standing, confidence, reports: reports.length, independent: reports[0]?.independent },
      first: items.some((entry: { position: string }) => entry.position === position),
    }));
    expect(told).toEqual([
      { standing: true, confidence: 0.5, reports: 1, independent: true, first: true },
      { standing: false, confidence: 0.2, reports: 1, independent: false, first: true },
      { standing: false, confidence: 1, reports: 0, independent: undefined, first: true },
    ]);
    const { dealId } = shown[0];
    const timeline = await json(`/v1/deals/${dealId}/timeline?asOf=2030-01-01`);
    expect(timeline.items.map(({ stepId }: { stepId: string }) => stepId)).toEqual([shown[0].id]);
  });
});

describe('the sources of an event whose original is read again', () => {
  let api: StartedApi;
  const COPY = { ...SAMPLE, text: `KIEL (Wire) — ${SAMPLE.text}`, url: 'https://copy.example/1', source: 'Copy' };
  const independents = async (): Promise<unknown[]> => {
    const { items } = (await api.get('/v1/events?kind=event')).json();
    const { reports } = (await api.get(`/v1/events/${items[0].id}`)).json();
    return reports.map(({ url, held, independent }: { url: string; held: boolean; independent: boolean }) => {
      return { copy: url === COPY.url, held, independent };
    });
  };

  beforeEach(async () => {
    api = await startApi();
    await postRecorded(api, { ...SAMPLE, publishedOn: '2018-08-01' as never }, reads('fake@1.0.0', first));
    await postRecorded(api, { ...COPY, publishedOn: '2018-08-02' as never }, reads('fake@1.0.0', first));
  });
  afterEach(() => api.stop());

  /** Reads the copy as before, and the original as given. */
  const rereadOriginal = (...reports: ExplainedReport[]) =>
    rereadAll(api, 'fake@2.0.0', ({ text }) => ({
      extractor: 'fake@2.0.0',
      reports: text === COPY.text ? [first] : reports,
    }));

  it('are the original alone while it stands, and its near copy when it is taken back', async () => {
    expect(await independents()).toEqual([
      { copy: false, held: false, independent: true },
      { copy: true, held: false, independent: false },
    ]);
    await rereadOriginal();
    expect(await independents()).toEqual([{ copy: true, held: false, independent: true }]);
  });

  it('are the near copy when the original is held, which is shown behind it', async () => {
    await rereadOriginal({ ...first, confidence: 0.2 });
    expect(await independents()).toEqual([
      { copy: true, held: false, independent: true },
      { copy: false, held: true, independent: false },
    ]);
  });
});
