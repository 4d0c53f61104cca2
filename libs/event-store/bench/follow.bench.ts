import { event, perSecond, quantile, type Setting, withSetting } from './setting.bench';

const SECONDS = 5;
const CONNECTIONS = 8;
const APPENDS_PER_SECOND = 800;

/** From the call of append to the delivery by a follower, at a steady load; then appends a second with and without one. */
async function main({ store }: Setting): Promise<void> {
  const stop = new AbortController();
  const started = new Map<string, number>();
  const latencies: number[] = [];
  const following = (async () => {
    for await (const { events } of store.follow({ from: 0n, signal: stop.signal })) {
      for (const { id } of events) {
        const start = started.get(id);
        if (start !== undefined) latencies.push(performance.now() - start);
      }
    }
  })();

  const append = async (client: number): Promise<number> => {
    const next = event();
    started.set(next.id, performance.now());
    await store.append(`follow:${client}`, [next], { expected: 'any' });
    return 1;
  };
  const pauseMs = (CONNECTIONS / APPENDS_PER_SECOND) * 1_000;
  const paced = async (client: number): Promise<number> => {
    const due = new Promise((resolve) => setTimeout(resolve, pauseMs * (0.5 + Math.random())));
    await Promise.all([append(client), due]);
    return 1;
  };
  const rate = await perSecond(CONNECTIONS, SECONDS * 1_000, paced);
  const [p50, p99] = [quantile(latencies, 0.5), quantile(latencies, 0.99)].map((ms) => ms.toFixed(1));
  console.log(
    `append to delivery at ${Math.round(rate)} appends/s: p50 ${p50} ms, p99 ${p99} ms (${latencies.length} events)`,
  );

  const beside = await perSecond(32, SECONDS * 1_000, append);
  stop.abort();
  await following;
  const alone = await perSecond(32, SECONDS * 1_000, append);
  const ratio = (beside / alone).toFixed(2);
  console.log(
    `32 connections: ${Math.round(beside)} appends/s beside a follower, ${Math.round(alone)} without, ratio ${ratio}`,
  );
}

withSetting(main).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
