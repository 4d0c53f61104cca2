import { event, median, perSecond, type Setting, withSetting } from './setting.bench';

const ROUNDS = 3;
const ROUND_MS = 1_000;

interface Contest {
  readonly name: string;
  readonly clients: number;
  /** Each does some work for one client and returns the number of events that it wrote. */
  readonly raw: (client: number) => Promise<number>;
  readonly ours: (client: number) => Promise<number>;
}

/** The store beside plain INSERTs into a like table, in turns in one run; medians of the rounds, full durability. */
async function main({ store, owner }: Setting): Promise<void> {
  const versions = new Map<string, number>();
  const rawInsert = async (client: number, count: number): Promise<number> => {
    const events = Array.from({ length: count }, event);
    const from = versions.get(`raw:${client}`) ?? 0;
    versions.set(`raw:${client}`, from + count);
    await owner.pool.query({
      name: `raw-${count === 1 ? 'one' : 'many'}`,
      text: count === 1 ? RAW_ONE : RAW_MANY,
      values:
        count === 1
          ? [events[0]?.id, `raw:${client}`, from + 1, 'Measured', JSON.stringify(events[0]?.data)]
          : [events.map(({ id }) => id), `raw:${client}`, from, events.map(({ data }) => JSON.stringify(data))],
    });
    return count;
  };
  const append = async (client: number, count: number): Promise<number> => {
    const stream = `ours:${client}`;
    const expected = versions.get(stream) ?? 0;
    const result = await store.append(stream, Array.from({ length: count }, event), { expected });
    if (result.status !== 'appended') throw new Error(`${stream} was ${result.status}`);
    versions.set(stream, result.version);
    return count;
  };
  const appendMany = async (client: number, streams: number, count: number): Promise<number> => {
    const part = (_: unknown, index: number) => {
      const events = Array.from({ length: count }, event);
      return { stream: `many:${client}:${index}`, expected: 'any' as const, events };
    };
    await store.appendMany(Array.from({ length: streams }, part));
    return streams * count;
  };

  const single = (clients: number): Contest => ({
    name: 'one event an append',
    clients,
    raw: (client) => rawInsert(client, 1),
    ours: (client) => append(client, 1),
  });
  const contests: Contest[] = [
    single(1),
    single(8),
    single(32),
    { name: '10 events an append', clients: 8, raw: (c) => rawInsert(c, 10), ours: (c) => append(c, 10) },
    { name: '100 events an append', clients: 8, raw: (c) => rawInsert(c, 100), ours: (c) => append(c, 100) },
    {
      name: '1000 events over 100 streams',
      clients: 2,
      raw: (c) => rawInsert(c, 1_000),
      ours: (c) => appendMany(c, 100, 10),
    },
  ];
  for (const contest of contests) await report(contest);
}

const RAW_ONE = `insert into raw_event (event_id, stream, version, type, schema_version, data) values ($1, $2, $3, $4, 1, $5)`;
const RAW_MANY = `insert into raw_event (event_id, stream, version, type, schema_version, data)
  select u.id, $2, $3 + u.o, 'Measured', 1, u.data from unnest($1::uuid[], $4::json[]) with ordinality as u (id, data, o)`;

async function report({ name, clients, raw, ours }: Contest): Promise<void> {
  const rates = { raw: [] as number[], ours: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    rates.raw.push(await perSecond(clients, ROUND_MS, raw));
    rates.ours.push(await perSecond(clients, ROUND_MS, ours));
  }
  const [limit, reached] = [median(rates.raw), median(rates.ours)];
  const figures = `${Math.round(reached)} events/s, raw INSERT ${Math.round(limit)}, ratio ${(reached / limit).toFixed(2)}`;
  console.log(`${name}, ${clients} connection${clients === 1 ? '' : 's'}: ${figures}`);
}

withSetting(main).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
