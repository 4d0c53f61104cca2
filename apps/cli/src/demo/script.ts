import type { DealStatus } from '@dealwatch/domain';
import type { WithQuotes } from '@dealwatch/read-models';
import { type ApiClient, until } from './client';
import type { Receiver } from './receiver';
import { renderStatus } from './render-status';
import type { SampleArticle } from './samples';

type Say = (line: string) => void;
interface Processed {
  readonly processing: { readonly reportCount: number | null };
  readonly reports: readonly unknown[];
}
interface MessageList {
  readonly items: readonly { readonly id: string }[];
  readonly next: string | null;
}

const PATIENCE_MS = 30_000;
/** The founding deal, on days between which its story turned. */
const DEAL = 'ru-tr-s-400';
const DAYS = ['2018-01-01', '2019-07-31', '2020-09-01', '2020-12-31', '2021-11-23'];

/** Registers the receiver for everything; answers nothing, as the secret goes straight to the receiver. */
export async function subscribe(api: ApiClient, receiver: Receiver): Promise<void> {
  const endpoint = await api.post<{ secret: string }>('/v1/webhooks/endpoints', {
    url: receiver.url,
    description: 'The receiver of the demo',
  });
  receiver.expectSecret(endpoint.secret);
}

/** Posts the articles one by one, as a newsroom's feed would, and waits until the last one is in its deals' status. */
export async function postAll(api: ApiClient, articles: readonly SampleArticle[], say: Say): Promise<void> {
  const ids: string[] = [];
  for (const article of articles) {
    const { id, status, copyOf } = await api.post<{ id: string; status: string; copyOf?: string }>(
      '/v1/articles',
      article,
    );
    ids.push(id);
    say(`  ${article.publishedOn}  ${status}${copyOf ? ' (a copy)' : ''}  ${article.source}: ${article.title}`);
  }
  const settled = ({ processing, reports }: Processed) => processing.reportCount === reports.length;
  for (const id of ids) await until(() => api.get<Processed>(`/v1/articles/${id}`), settled, PATIENCE_MS);
}

/** Asks for the founding deal's status on five days, by what was known then and by hindsight. */
export async function showStatuses(api: ApiClient, say: Say): Promise<void> {
  for (const day of DAYS) {
    const ask = (query: string) => api.get<WithQuotes<DealStatus>>(`/v1/deals/${DEAL}/status?asOf=${day}${query}`);
    const known = renderStatus(await ask(`&knownBy=${day}`));
    const hindsight = renderStatus(await ask(''));
    for (const line of known) say(line);
    say('');
    const same = known.slice(1).join('\n') === hindsight.slice(1).join('\n');
    if (same) say(`By hindsight: the same.`);
    else for (const line of hindsight) say(line);
    say('');
  }
}

/** Waits until every message of the log has been received, and tells how many were, by type. */
export async function showWebhooks(api: ApiClient, receiver: Receiver, say: Say): Promise<void> {
  const sent = await countMessages(api);
  const distinct = () => new Set(receiver.received.filter(({ verified }) => verified).map(({ id }) => id)).size;
  await until(
    async () => distinct(),
    (count) => count >= sent,
    PATIENCE_MS,
  );
  const byType = new Map<string, number>();
  for (const { type } of receiver.received) byType.set(type, (byType.get(type) ?? 0) + 1);
  const bad = receiver.received.filter(({ verified }) => !verified).length;
  say(`${distinct()} of ${sent} messages received, every signature verified${bad === 0 ? '' : ` but ${bad}`}:`);
  for (const [type, count] of [...byType].sort()) say(`  ${String(count).padStart(4)}  ${type}`);
  if (bad > 0) throw new Error(`${bad} webhooks did not verify.`);
}

async function countMessages(api: ApiClient): Promise<number> {
  let count = 0;
  let cursor: string | null = null;
  do {
    const page: MessageList = await api.get(
      `/v1/webhooks/messages?limit=100${cursor === null ? '' : `&cursor=${cursor}`}`,
    );
    count += page.items.length;
    cursor = page.next;
  } while (cursor !== null);
  return count;
}
