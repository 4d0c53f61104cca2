import {
  type ArticleId,
  articleStream,
  logIdOf,
  parseDay,
  parsePartialDate,
  type TimelineEvent,
} from '@dealwatch/domain';
import { type Label, readLabelledArticles } from '@dealwatch/testing';
import { postRecorded } from '../recorded-samples.contract';
import { type StartedApi, startApi } from '../started-api.contract';

const SAMPLES = readLabelledArticles().slice(0, 6);

interface Entry {
  readonly kind: string;
  readonly position: string;
  readonly [field: string]: unknown;
}

describe('the log of events', () => {
  let api: StartedApi;
  const ids: string[] = [];
  beforeAll(async () => {
    api = await startApi();
    for (const article of SAMPLES) ids.push(await postRecorded(api, article));
  });
  afterAll(() => api.stop());

  const page = async (query: string): Promise<{ items: Entry[]; next: string; safePosition: string }> =>
    (await api.get(`/v1/events?${query}`)).json();

  it('is told whole, in order, from any position', async () => {
    const whole = await page('limit=1000');
    expect(whole.next).toBe(whole.safePosition);
    const seen: Entry[] = [];
    for (let after = '0'; after !== whole.next; ) {
      const part = await page(`after=${after}&limit=7`);
      seen.push(...part.items);
      after = part.next;
    }
    expect(seen).toEqual(whole.items);
    const positions = seen.map(({ position }) => BigInt(position));
    expect(positions).toEqual([...positions].sort((a, b) => (a < b ? -1 : 1)));
  });

  it('tells of near copies as they were found', async () => {
    const [articleId, other] = ids as [ArticleId, ArticleId];
    const data = { articleId, signature: 'minhash@1', copies: [{ articleId: other, similarity: 0.5, containment: 1 }] };
    const event = { type: 'NearCopiesFound' as const, data };
    const stream = articleStream(articleId);
    await api.parts.store.append(stream, [{ ...event, id: logIdOf(event) }], { expected: 'any' });
    const { items } = await page('kind=near-copies');
    expect(items).toEqual([
      { kind: 'near-copies', position: expect.any(String), recordedAt: expect.any(String), ...data },
    ]);
  });

  it('has nothing behind its end, and stays there', async () => {
    const { next } = await page('limit=1000');
    expect(await page(`after=${next}`)).toEqual({ items: [], next, safePosition: next });
  });

  it.each(['article', 'deal', 'event', 'report'])('can be filtered by the kind %s', async (kind) => {
    const all = (await page('limit=1000')).items.filter((entry) => entry.kind === kind);
    const { items } = await page(`limit=1000&kind=${kind}`);
    expect(items).toEqual(all);
    expect(items.length).toBeGreaterThan(0);
  });

  it('can be filtered by type, deal and article, in pages too', async () => {
    const all = (await page('limit=1000')).items;
    const signed = all.filter(({ type }) => type === 'ContractSigned');
    expect((await page('limit=1000&type=ContractSigned')).items).toEqual(signed);
    const ofDeal = all.filter(({ dealId }) => dealId === 'us-tr-patriot');
    expect((await page('deal=us-tr-patriot')).items).toEqual(ofDeal);
    const first = await page('deal=us-tr-patriot&limit=1');
    const second = await page(`deal=us-tr-patriot&limit=1&after=${first.next}`);
    expect([...first.items, ...second.items]).toEqual(ofDeal.slice(0, 2));
    const { items } = await page(`article=${ids[2]}&limit=1000`);
    expect(items[0]).toMatchObject({ kind: 'article', articleId: ids[2] });
    expect(items.length).toBeGreaterThan(3);
  });

  it('comes as lines where lines are asked for, with the next page in a header', async () => {
    const { items, next } = await page('limit=5');
    const lines = await api.get('/v1/events?limit=5', { accept: 'application/x-ndjson' });
    expect(lines.headers['content-type']).toContain('application/x-ndjson');
    expect(
      lines.body
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(items);
    expect(lines.headers.link).toBe(`</v1/events?limit=5&after=${next}>; rel="next"`);
  });

  it('carries the codes of other schemes only where they are asked for, and only with events', async () => {
    const plain = await page('limit=1000&codes=false');
    expect(await page('limit=1000')).toEqual(plain);
    const coded = await page('limit=1000&codes=true');
    expect(coded.items.filter(({ codes }) => codes !== undefined).map(({ kind }) => kind)).toEqual(
      plain.items.flatMap(({ kind }) => (kind === 'event' ? [kind] : [])),
    );
    expect(coded.items.map(({ codes, ...rest }) => rest)).toEqual(plain.items);
    const [signed] = coded.items.filter(({ type }) => type === 'ContractSigned');
    expect(signed?.codes).toMatchObject({ cameo: ['057'], plover: { category: 'SUPPORT', context: 'military' } });
  });

  it('shows one event with its reports and their sentences', async () => {
    const [entry] = (await page('type=SanctionsThreatened&limit=1')).items;
    const event = (await api.get(`/v1/events/${entry?.id}`)).json();
    expect(Object.keys(event)).toEqual([
      ...['id', 'type', 'polarity', 'dealId', 'deal', 'tranche', 'occurredOn', 'expectedOn', 'actors', 'quantity'],
      ...['value', 'salience', 'confidence', 'publishedOn', 'recordedAt', 'position', 'version', 'standing'],
      'reports',
    ]);
    expect(event).toMatchObject({ id: entry?.id, position: entry?.position, recordedAt: entry?.recordedAt });
    for (const report of event.reports) {
      const { text } = (await api.get(`/v1/articles/${report.articleId}`)).json();
      expect(report.quote).toBe(text.slice(report.start, report.end));
    }
  });

  it('calls the same reports independent as the timeline, copies of an article behind another event among them', async () => {
    const deal = { supplier: 'SE', recipient: 'BR', system: 'Gripen' };
    const label = (occurredOn: string): Label => ({
      ...{ type: 'PaymentMade', polarity: 'affirmed', deal, tranche: null, occurredOn: parsePartialDate(occurredOn) },
      ...{ expectedOn: null, actors: [], quantity: null, value: null, quote: 'Brazil paid', salience: 'news' },
    });
    const post = (publishedOn: string, source: string, text: string, ...events: Label[]): Promise<string> =>
      postRecorded(api, {
        ...{
          id: text,
          url: null,
          source,
          title: null,
          publishedOn: parseDay(publishedOn),
          language: 'en',
          text,
          events,
        },
      });
    await post('2019-01-05', 'Alpha', 'Brazil paid in January.', label('2019-01'));
    await post('2019-02-08', 'Alpha', 'Brazil paid for its aircraft.', label('2019-02'));
    await post('2019-02-09', 'Beta', 'Brazil paid in January.', label('2019-02'));
    const steps = (await api.get('/v1/deals/se-br-gripen/timeline')).json().items as { events: TimelineEvent[] }[];
    const [told] = steps.flatMap(({ events }) => events).filter(({ occurredOn }) => occurredOn === '2019-02');
    const { reports } = (await api.get(`/v1/events/${told?.eventId}`)).json();
    const voices = (some: TimelineEvent['reports']) => some.map(({ source, independent }) => [source, independent]);
    expect(voices(reports)).toEqual(voices(told?.reports ?? []));
    expect(voices(reports)).toEqual([
      ['Alpha', true],
      ['Beta', false],
    ]);
  });

  it('shows with an article what it reports', async () => {
    const article = (await api.get(`/v1/articles/${ids[0]}`)).json();
    const labels = SAMPLES[0]?.events ?? [];
    expect(article.reports.map(({ type }: Entry) => type).sort()).toEqual(labels.map(({ type }) => type).sort());
    expect(article.events).toHaveLength(new Set(article.reports.map(({ eventId }: Entry) => eventId)).size);
    const quotes = labels.map(({ quote }) => quote).sort();
    expect(article.reports.map(({ quote }: Entry) => quote).sort()).toEqual(quotes);
  });
});
