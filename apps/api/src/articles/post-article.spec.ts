import { storeNearCopies } from '@dealwatch/read-models';
import { type StartedApi, startApi, TODAY } from '../started-api.contract';

describe('POST /v1/articles', () => {
  let api: StartedApi;
  let number = 0;
  let ARTICLE = articleOf(number);
  beforeAll(async () => {
    api = await startApi();
  });
  beforeEach(() => {
    number += 1;
    ARTICLE = articleOf(number);
  });
  afterAll(() => api.stop());

  const stored = async () => {
    const { db } = api.parts;
    return (await db.selectFrom('article_text').select('article_id').where('text', '=', ARTICLE.text).execute()).length;
  };
  const queued = (id: string) => api.queued.filter(({ payload }) => JSON.stringify(payload).includes(id));

  it('accepts an article, says where it is and queues it for reading', async () => {
    const answer = await api.post(ARTICLE);
    expect(answer.statusCode).toBe(202);
    const receipt = answer.json();
    expect(receipt).toEqual({ id: expect.any(String), status: 'accepted' });
    expect(answer.headers.location).toBe(`/v1/articles/${receipt.id}`);
    expect(queued(receipt.id)).toEqual([{ name: 'extract', payload: { articleId: receipt.id } }]);
  });

  it('answers the same article again as a duplicate and stores nothing', async () => {
    const first = (await api.post(ARTICLE)).json();
    const again = await api.post({ ...ARTICLE, text: `${ARTICLE.text}  \r\n` });
    expect(again.statusCode).toBe(202);
    expect(again.json()).toEqual({ id: first.id, status: 'duplicate' });
    expect(await stored()).toBe(1);
  });

  it.each([
    ['the same source at another address', { url: 'https://mirror.example/boats' }],
    ['the same source spelt another way', { url: undefined, source: ' example  NEWS ' }],
    ['the same address without a source', { source: undefined }],
  ])('knows %s', async (_, change) => {
    const first = (await api.post(ARTICLE)).json();
    expect((await api.post({ ...ARTICLE, ...change })).json()).toEqual({ id: first.id, status: 'duplicate' });
  });

  it('stores twenty parallel posts of one article once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => api.post(ARTICLE)));
    const receipts = answers.map((answer) => answer.json());
    expect(receipts.filter(({ status }) => status === 'accepted')).toHaveLength(1);
    expect(new Set(receipts.map(({ id }) => id)).size).toBe(1);
    expect(await stored()).toBe(1);
  });

  it('keeps the same text elsewhere as a copy of the earliest published', async () => {
    const first = (await api.post(ARTICLE)).json();
    const elsewhere = { ...ARTICLE, url: 'https://other.example/1', source: 'Other', publishedOn: '2019-07-13' };
    const copy = (await api.post(elsewhere)).json();
    expect(copy).toEqual({ id: expect.any(String), status: 'accepted', copyOf: first.id });
    expect(copy.id).not.toBe(first.id);
  });

  it('keeps a new text at the same address as a revision of the last one', async () => {
    await api.post(ARTICLE);
    const second = (await api.post({ ...ARTICLE, text: `Three boats were handed over: ${number}.` })).json();
    const third = (await api.post({ ...ARTICLE, text: `Four boats were handed over: ${number}.` })).json();
    expect(third).toEqual({ id: expect.any(String), status: 'accepted', revisionOf: second.id });
  });

  it.each(['de', 'tr-TR'])('keeps an article in %s and does not have it read', async (language) => {
    const { id } = (await api.post({ ...ARTICLE, language })).json();
    const article = (await api.get(`/v1/articles/${id}`)).json();
    expect(article).toMatchObject({ language: language.slice(0, 2), processing: { state: 'unsupported-language' } });
    expect(queued(id)).toEqual([]);
  });

  it('finds text and title in a page of HTML', async () => {
    const html =
      '<html><head><title>Boats &amp; crews</title><script>track()</script></head><body><nav>Home</nav>' +
      '<article><p>Two boats were handed\n over.</p><p>Crews are in training.</p></article></body></html>';
    const { id } = (await api.post({ html, publishedOn: '2019-07-12' })).json();
    const article = (await api.get(`/v1/articles/${id}`)).json();
    expect(article).toMatchObject({
      title: 'Boats & crews',
      text: 'Two boats were handed over.\n\nCrews are in training.',
    });
  });

  it('takes today, and no later day', async () => {
    expect((await api.post({ ...ARTICLE, publishedOn: TODAY })).statusCode).toBe(202);
    const refused = await api.post({ ...ARTICLE, publishedOn: '2026-06-16' });
    expect(refused.statusCode).toBe(400);
    expect(refused.json()).toMatchObject({ type: '/problems/invalid-body', errors: [{ pointer: '#/publishedOn' }] });
  });

  it('shows a new article with its text and state', async () => {
    const { id } = (await api.post(ARTICLE)).json();
    expect((await api.get(`/v1/articles/${id}`)).json()).toEqual({
      id,
      title: ARTICLE.title,
      url: ARTICLE.url,
      source: ARTICLE.source,
      publishedOn: ARTICLE.publishedOn,
      language: 'en',
      copyOf: null,
      nearCopyOf: null,
      nearCopies: [],
      revisionOf: null,
      receivedAt: expect.stringMatching(/Z$/),
      processing: {
        state: 'received',
        extractor: null,
        reportCount: null,
        problem: null,
        attempts: 0,
        nextAttemptAt: null,
      },
      text: ARTICLE.text,
      reports: [],
      events: [],
    });
  });

  it('shows an article with its near copies, and which of them it repeats', async () => {
    const { id: first } = (await api.post(ARTICLE)).json();
    const edited = {
      ...ARTICLE,
      text: `KIEL (Wire) - ${ARTICLE.text}`,
      url: `${ARTICLE.url}/2`,
      publishedOn: '2019-07-13',
    };
    const { id: second } = (await api.post(edited)).json();
    await storeNearCopies(api.parts.db, first, [{ articleId: second, similarity: 0.75, containment: 0.5 }]);
    const [one, two] = await Promise.all(
      [first, second].map(async (id) => (await api.get(`/v1/articles/${id}`)).json()),
    );
    expect(two.nearCopyOf).toEqual({
      articleId: first,
      ...{ url: ARTICLE.url, source: ARTICLE.source, publishedOn: '2019-07-12' },
      ...{ similarity: 0.75, containment: 0.5 },
    });
    expect(one).toMatchObject({ nearCopyOf: null, nearCopies: [{ articleId: second, similarity: 0.75 }] });
  });
});

/** Articles of different numbers are no relatives of each other. */
function articleOf(number: number) {
  return {
    text: `Boats ${number} and ${number + 1} were handed over in the port of Kiel on Friday, the navy said.`,
    title: 'Two boats handed over',
    url: `https://news.example/boats/${number}`,
    source: 'Example News',
    publishedOn: '2019-07-12',
  };
}
