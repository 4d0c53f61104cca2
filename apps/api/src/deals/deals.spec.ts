import { type LabelledArticle, readLabelledArticles } from '@dealwatch/testing';
import { postRecorded } from '../recorded-samples.contract';
import { type StartedApi, startApi, TODAY } from '../started-api.contract';

const SAMPLES = readLabelledArticles();
const STATUS = '/v1/deals/ru-tr-s-400/status';

function sample(number: number): LabelledArticle {
  return SAMPLES.find(({ id }) => id === `sample-${String(number).padStart(2, '0')}`) as LabelledArticle;
}

describe('deals', () => {
  let api: StartedApi;
  beforeAll(async () => {
    api = await startApi();
    for (const article of SAMPLES) await postRecorded(api, article);
  });
  afterAll(() => api.stop());

  const get = async (url: string) => (await api.get(url)).json();

  describe('status', () => {
    it('answers by what was known then', async () => {
      const status = await get(`${STATUS}?asOf=2018-09-01&knownBy=2018-09-01`);
      expect(status).toMatchObject({
        dealId: 'ru-tr-s-400',
        deal: { supplier: 'RU', recipient: 'TR', system: 'S-400' },
        asOf: '2018-09-01',
        knownBy: '2018-09-01',
        recordedBy: null,
        hindsight: false,
        strands: { contract: { state: 'AgreementReached', since: '2017-09-12' } },
      });
    });

    it('answers by hindsight where knownBy is open', async () => {
      const status = await get(`${STATUS}?asOf=2018-09-01`);
      expect(status).toMatchObject({ knownBy: null, hindsight: true });
      expect(status.strands.contract).toMatchObject({ state: 'ContractSigned', since: '2017-09' });
    });

    it('bears the sentence behind each state, cut out of the article as it is shown', async () => {
      const status = await get(`${STATUS}?asOf=2018-09-01&knownBy=2018-09-01`);
      const [report] = status.strands.contract.reports;
      const article = await get(`/v1/articles/${report.articleId}`);
      expect(report.quote).toBe(article.text.slice(report.start, report.end));
      expect(report.quote.length).toBeGreaterThan(20);
    });

    it('is about today where no day is asked for', async () => {
      expect(await get(STATUS)).toMatchObject({ asOf: TODAY, hindsight: true });
    });

    it('knows nothing before anything was recorded', async () => {
      expect(await get(`${STATUS}?recordedBy=2020-01-01`)).toMatchObject({
        recordedBy: '2020-01-01T23:59:59.999999Z',
        strands: {},
      });
    });

    it('takes recordedBy with an offset, and echoes it in UTC', async () => {
      const status = await get(`${STATUS}?recordedBy=2020-01-01T02:30:00.5%2B03:00`);
      expect(status.recordedBy).toBe('2019-12-31T23:30:00.500Z');
    });

    it.each([
      ['0001-01-01', '0001-01-01T23:59:59.999999Z'],
      ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
      ['9999-12-31', '9999-12-31T23:59:59.999999Z'],
      ['9999-12-31T23:59:59.9999999Z', '9999-12-31T23:59:59.999999Z'],
    ])('takes recordedBy from the first moment to the last: %s', async (recordedBy, echoed) => {
      expect(await get(`${STATUS}?recordedBy=${recordedBy}`)).toMatchObject({ recordedBy: echoed });
    });

    it('is not sent again while nothing has changed', async () => {
      const first = await api.get(STATUS);
      const tag = first.headers.etag as string;
      const again = await api.get(STATUS, { 'if-none-match': `"other", W/${tag}` });
      expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, '', tag]);
      const past = await api.get(`${STATUS}?asOf=2018-09-01`, { 'if-none-match': tag });
      expect(past.statusCode).toBe(200);
    });
  });

  describe('list', () => {
    const idsOf = async (query: string) => (await get(`/v1/deals?${query}`)).items.map(({ id }: { id: string }) => id);

    it('shows each deal once, by id', async () => {
      const ids = await idsOf('limit=500');
      expect(ids).toContain('ru-tr-s-400');
      expect(ids).toEqual([...new Set(ids)].sort());
    });

    it.each([
      ['supplier=RU&recipient=TR', ['ru-tr-s-400']],
      ['system=s-400', ['ru-tr-s-400']],
      ['recipient=TR&strand=participation&state=ParticipationSuspended', ['ru-tr-s-400']],
      ['recipient=TR&strand=contract&state=DealCancelled', ['cn-tr-hq-9']],
      ['recipient=TR&knownBy=2017-12-31', ['cn-tr-hq-9', 'ru-tr-s-400', 'us-tr-patriot']],
      ['recipient=TR&asOf=2014-01-01', ['cn-tr-hq-9']],
      ['recipient=TR&recordedBy=2020-01-01', []],
    ])('by %s', async (query, ids) => {
      expect(await idsOf(query)).toEqual(ids);
    });

    it('gives every deal once, page by page, while others come in', async () => {
      const whole = await idsOf('limit=500');
      const seen: string[] = [];
      let url: string | null = '/v1/deals?limit=2';
      for (let pages = 0; url !== null && pages < 50; pages += 1) {
        const page: { items: { id: string }[]; next: string | null } = await get(url);
        seen.push(...page.items.map(({ id }) => id));
        if (pages === 0) await postRecorded(api, elsewhere(sample(11), 'AA'));
        url = page.next && `/v1/deals?limit=2&cursor=${page.next}`;
      }
      expect(seen).toEqual(whole);
    });

    it('refuses a cursor under another filter', async () => {
      const { next } = await get('/v1/deals?limit=1');
      const answer = await api.get(`/v1/deals?limit=1&supplier=RU&cursor=${next}`);
      expect(answer.json()).toMatchObject({ status: 400, errors: [{ parameter: 'cursor' }] });
    });
  });

  describe('timeline', () => {
    it('tells the steps in order of occurrence, denials included', async () => {
      const { items, next } = await get('/v1/deals/ru-tr-s-400/timeline?limit=500');
      const ends = items.map(({ until }: { until: string }) => until);
      expect(ends).toEqual([...ends].sort());
      expect(items.some(({ polarity }: { polarity: string }) => polarity === 'denied')).toBe(true);
      expect(items[0].events[0].reports[0].quote).toEqual(expect.any(String));
      expect(next).toBeNull();
    });

    it('gives every step once, page by page, while another comes in', async () => {
      const whole = (await get('/v1/deals/ru-tr-s-400/timeline?limit=500')).items;
      const seen: unknown[] = [];
      let url: string | null = '/v1/deals/ru-tr-s-400/timeline?limit=4';
      for (let pages = 0; url !== null && pages < 50; pages += 1) {
        const page: { items: unknown[]; next: string | null } = await get(url);
        seen.push(...page.items);
        if (pages === 0) await postRecorded(api, early(sample(1)));
        url = page.next && `/v1/deals/ru-tr-s-400/timeline?limit=4&cursor=${page.next}`;
      }
      expect(seen).toEqual(whole);
      expect((await get('/v1/deals/ru-tr-s-400/timeline?limit=500')).items.length).toBe(whole.length + 1);
    });
  });

  describe('a cursor', () => {
    const TIMELINE = '/v1/deals/ru-tr-s-400/timeline?limit=1';
    const changed = (cursor: string, change: object) => {
      const place = JSON.parse(Buffer.from(cursor, 'base64url').toString());
      return Buffer.from(JSON.stringify({ ...place, ...change })).toString('base64url');
    };
    const askWith = async (url: string, change: object) => {
      const { next } = await get(url);
      return (await api.get(`${url}&cursor=${changed(next, change)}`)).json();
    };

    it('of one deal is not taken for another', async () => {
      const { next } = await get(TIMELINE);
      const answer = await get(`/v1/deals/us-tr-patriot/timeline?limit=1&cursor=${next}`);
      expect(answer).toMatchObject({ status: 400, errors: [{ parameter: 'cursor' }] });
    });

    it('that nobody changed leads on', async () => {
      expect(await askWith(TIMELINE, {})).toMatchObject({ dealId: 'ru-tr-s-400' });
      expect(await askWith('/v1/deals?limit=1', {})).toMatchObject({ asOf: TODAY });
    });

    it.each([
      [TIMELINE, { frozenAt: 'drop' }],
      [TIMELINE, { frozenAt: '2020-01-01' }],
      [TIMELINE, { frozenAt: '2020-01-01T00:00:00+02:00' }],
      [TIMELINE, { asOf: 'zzz' }],
      [TIMELINE, { offset: -1 }],
      ['/v1/deals?limit=1', { asOf: 'zzz' }],
      ['/v1/deals?limit=1', { after: 5 }],
    ])('to %s that was changed by %j is refused', async (url, change) => {
      expect(await askWith(url, change)).toMatchObject({ status: 400, errors: [{ parameter: 'cursor' }] });
    });
  });

  it('shows a deal in one line a strand', async () => {
    expect(await get('/v1/deals/ru-tr-s-400')).toMatchObject({
      id: 'ru-tr-s-400',
      deal: { supplier: 'RU', recipient: 'TR', system: 'S-400' },
      asOf: TODAY,
      hindsight: true,
      rollUp: { sanctions: { state: 'SanctionsImposed' } },
    });
  });
});

/** The same article, of a deal with another supplier, so that its id stands before all others. */
function elsewhere(article: LabelledArticle, supplier: string): LabelledArticle {
  const events = article.events.map((label) => ({ ...label, deal: { ...label.deal, supplier } }));
  return { ...article, source: 'Elsewhere', url: null, events };
}

/** The same article with one event, long before all others. */
function early(article: LabelledArticle): LabelledArticle {
  const [label] = article.events;
  const occurredOn = '2001-01-01' as NonNullable<LabelledArticle['events'][number]['occurredOn']>;
  return { ...article, source: 'Early', url: null, events: label ? [{ ...label, occurredOn }] : [] };
}
