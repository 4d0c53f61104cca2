import { randomUUID } from 'node:crypto';
import { EventIdsTakenError } from './errors';
import type { ExpectedVersion, NewEvent, StoredEvent } from './event';
import type { EventStore } from './event-store';
import { anyStream, type Counted, counted } from './fixtures.contract';

/** What every way of working with an event store must hold to. Streams are random, so one store may serve all cases. */
export function describeEventStore(name: string, open: () => EventStore): void {
  describe(`${name} keeps the contract of an event store`, () => {
    describe('append', () => describeAppend(open));
    describe('known ids', () => describeKnownIds(open));
    describe('concurrent appends', () => describeConcurrency(open));
    describe('append to several streams', () => describeAppendMany(open));
    describe('reading', () => describeReading(open));
    describe('following', () => describeFollowing(open));
  });
}

function describeAppend(open: () => EventStore): void {
  it('numbers a stream from 1 and answers version, positions and time of what it wrote', async () => {
    const [store, stream] = [open(), anyStream()];
    const first = await store.append(stream, [counted(1), counted(2)], { expected: 'none' });
    const second = await store.append(stream, [counted(3)], { expected: 2 });
    const events = await store.readStream<Counted>(stream);
    expect(events.map(({ version, data }) => [version, data.n])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
    expect(first).toEqual(resultOf(events.slice(0, 2)));
    expect(second).toEqual(resultOf(events.slice(2)));
    expect(events.map(({ position }) => position)).toEqual(sorted(events.map(({ position }) => position)));
    expect(events[0]?.recordedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
  });

  const cases: ReadonlyArray<readonly [length: number, expected: ExpectedVersion, status: 'appended' | 'conflict']> = [
    [0, 0, 'appended'],
    [0, 1, 'conflict'],
    [0, 'any', 'appended'],
    [0, 'none', 'appended'],
    [0, 'exists', 'conflict'],
    [2, 2, 'appended'],
    [2, 0, 'conflict'],
    [2, 1, 'conflict'],
    [2, 3, 'conflict'],
    [2, 'any', 'appended'],
    [2, 'none', 'conflict'],
    [2, 'exists', 'appended'],
  ];
  it.each(cases)('with %i events in the stream and expected version %s: %s', async (length, expected, status) => {
    const [store, stream] = [open(), anyStream()];
    const events = Array.from({ length }, (_, n) => counted(n));
    if (length > 0) await store.append(stream, events, { expected: 'none' });
    const result = await store.append(stream, [counted(9)], { expected });
    expect(result).toMatchObject({ status, version: status === 'appended' ? length + 1 : length });
    expect(await store.readVersion(stream)).toBe(status === 'appended' ? length + 1 : length);
  });

  it('refuses what can only be a mistake', async () => {
    const store = open();
    const twice = counted(1);
    await expect(store.append(anyStream(), [], { expected: 'any' })).rejects.toThrow(RangeError);
    await expect(store.append(anyStream(), [twice, twice], { expected: 'any' })).rejects.toThrow(RangeError);
    await expect(store.append('', [counted(1)], { expected: 'any' })).rejects.toThrow(RangeError);
    await expect(store.append(anyStream(), [counted(1)], { expected: -1 })).rejects.toThrow(RangeError);
    await expect(store.append(anyStream(), [counted(1)], { expected: 0.5 })).rejects.toThrow(RangeError);
  });
}

function describeKnownIds(open: () => EventStore): void {
  it.each<ExpectedVersion>([0, 2, 3, 7, 'any', 'none', 'exists'])(
    'answer the first result when %s is expected',
    async (expected) => {
      const [store, stream] = [open(), anyStream()];
      const events = [counted(1), counted(2)];
      const first = await store.append(stream, events, { expected: 'none' });
      await store.append(stream, [counted(3)], { expected: 2 });
      expect(await store.append(stream, events, { expected })).toEqual({ ...first, status: 'repeated' });
      expect(await store.readVersion(stream)).toBe(3);
    },
  );

  it('stand for the same event whatever the order of its fields and its metadata', async () => {
    const [store, stream, id] = [open(), anyStream(), randomUUID()];
    await store.append(stream, [{ id, type: 'Named', data: { a: 1, b: [2.5, null] } }], { expected: 'none' });
    const again: NewEvent = {
      id,
      type: 'Named',
      data: { b: [2.5, null], a: 1 },
      metadata: { correlationId: 'second try' },
    };
    expect(await store.append(stream, [again], { expected: 'any' })).toMatchObject({ status: 'repeated', version: 1 });
  });

  const id = randomUUID();
  const abuses: ReadonlyArray<readonly [string, (stream: string) => readonly [string, NewEvent[]]]> = [
    ['with another content', (stream) => [stream, [counted(2, id)]]],
    ['with another type', (stream) => [stream, [{ id, type: 'Other', data: { n: 1 } }]]],
    ['in another stream', () => [anyStream(), [counted(1, id)]]],
    ['together with new ones', (stream) => [stream, [counted(1, id), counted(2)]]],
  ];
  const owner = anyStream();
  it.each(abuses)('are an error %s, and nothing is written', async (_, abuse) => {
    const store = open();
    await store.append(owner, [counted(1, id)], { expected: 'any' });
    const [stream, events] = abuse(owner);
    const before = await store.readVersion(stream);
    await expect(store.append(stream, events, { expected: 'any' })).rejects.toThrow(EventIdsTakenError);
    await expect(store.append(stream, events, { expected: before })).rejects.toThrow(id);
    expect(await store.readVersion(stream)).toBe(before);
  });

  it('are a conflict, and no error, for who decided on an older state: deciding again tells', async () => {
    const [store, stream, id] = [open(), anyStream(), randomUUID()];
    await store.append(stream, [counted(1, id)], { expected: 'none' });
    expect(await store.append(stream, [counted(2, id)], { expected: 'none' })).toEqual({
      status: 'conflict',
      version: 1,
    });
  });
}

function describeConcurrency(open: () => EventStore): void {
  const writers = Array.from({ length: 8 }, (_, n) => n);

  it('lets exactly one through under the same exact version', async () => {
    const [store, stream] = [open(), anyStream()];
    const results = await Promise.all(writers.map((n) => store.append(stream, [counted(n)], { expected: 0 })));
    expect(results.filter(({ status }) => status === 'appended')).toHaveLength(1);
    expect(await store.readVersion(stream)).toBe(1);
  });

  it('lets all through under "any", with dense versions and positions in their order', async () => {
    const [store, stream] = [open(), anyStream()];
    await Promise.all(writers.map((n) => store.append(stream, [counted(n), counted(n)], { expected: 'any' })));
    const events = await store.readStream(stream);
    expect(events.map(({ version }) => version)).toEqual(Array.from({ length: 16 }, (_, n) => n + 1));
    expect(events.map(({ position }) => position)).toEqual(sorted(events.map(({ position }) => position)));
  });

  it('writes the same event once and answers it to all', async () => {
    const [store, stream, event] = [open(), anyStream(), counted(1)];
    const results = await Promise.all(writers.map(() => store.append(stream, [event], { expected: 'any' })));
    expect(results.map(({ status }) => status).sort()).toEqual(['appended', ...Array(7).fill('repeated')]);
    expect(new Set(results.map((result) => JSON.stringify({ ...result, status: '' }, bigints))).size).toBe(1);
  });

  it('gives an id to one of two streams', async () => {
    const [store, event] = [open(), counted(1)];
    const results = await Promise.allSettled(
      writers.map(() => store.append(anyStream(), [event], { expected: 'any' })),
    );
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused).toHaveLength(7);
    for (const { reason } of refused) expect(reason).toBeInstanceOf(EventIdsTakenError);
  });
}

function describeAppendMany(open: () => EventStore): void {
  it('writes all streams and answers in the order asked, known ids included', async () => {
    const [store, fresh, grown, known] = [open(), anyStream(), anyStream(), anyStream()];
    await store.append(grown, [counted(1)], { expected: 'none' });
    const event = counted(5);
    const first = await store.append(known, [event], { expected: 'none' });
    const result = await store.appendMany([
      { stream: grown, expected: 1, events: [counted(2)] },
      { stream: known, expected: 'none', events: [event] },
      { stream: fresh, expected: 'none', events: [counted(1), counted(2), counted(3)] },
    ]);
    const written = [(await store.readStream(grown)).slice(1), await store.readStream(fresh)];
    const results = [resultOf(written[0]), { ...first, status: 'repeated' }, resultOf(written[1])];
    expect(result).toEqual({ status: 'done', results });
  });

  it('writes nothing when one stream is not as expected', async () => {
    const [store, fresh, grown] = [open(), anyStream(), anyStream()];
    await store.append(grown, [counted(1)], { expected: 'none' });
    const parts = [
      { stream: fresh, expected: 'none' as const, events: [counted(1)] },
      { stream: grown, expected: 'none' as const, events: [counted(2)] },
    ];
    expect(await store.appendMany(parts)).toEqual({ status: 'conflict', conflicts: [{ stream: grown, version: 1 }] });
    expect([await store.readVersion(fresh), await store.readVersion(grown)]).toEqual([0, 1]);
  });

  it('writes nothing when an id is taken', async () => {
    const [store, fresh, event] = [open(), anyStream(), counted(1)];
    await store.append(anyStream(), [event], { expected: 'none' });
    const parts = [fresh, anyStream()].map((stream, n) => ({
      stream,
      expected: 'any' as const,
      events: n ? [event] : [counted(1)],
    }));
    await expect(store.appendMany(parts)).rejects.toThrow(EventIdsTakenError);
    expect(await store.readVersion(fresh)).toBe(0);
  });

  it('never waits in a circle, whatever order the streams are named in', async () => {
    const [store, streams] = [open(), [anyStream(), anyStream(), anyStream()]];
    const part = (stream: string) => ({ stream, expected: 'any' as const, events: [counted(1)] });
    const orders = Array.from({ length: 12 }, (_, n) => (n % 2 ? streams : streams.toReversed()).map(part));
    await Promise.all(orders.map((parts) => store.appendMany(parts)));
    expect(await Promise.all(streams.map((stream) => store.readVersion(stream)))).toEqual([12, 12, 12]);
  });

  it('refuses a stream that is named twice', async () => {
    const [store, stream] = [open(), anyStream()];
    const part = () => ({ stream, expected: 'any' as const, events: [counted(1)] });
    await expect(store.appendMany([part(), part()])).rejects.toThrow(RangeError);
  });
}

function describeReading(open: () => EventStore): void {
  it('gives back what was appended', async () => {
    const [store, stream] = [open(), anyStream()];
    const data = { text: 'Ärger "im" Werk\n\u2028 😀', list: [1, 2.5, -0.1e-7, true, null], nested: { empty: {} } };
    const event: NewEvent = {
      id: randomUUID(),
      type: 'Described',
      data,
      metadata: { causationId: 'c', correlationId: 'd' },
    };
    await store.append(stream, [event], { expected: 'none' });
    const [stored] = await store.readStream(stream);
    expect(stored).toMatchObject({ ...event, stream, version: 1, schemaVersion: 1 });
    expect(await store.readEvent(event.id)).toEqual(stored);
  });

  it('finds those of several ids that it holds, in the order of the log', async () => {
    const [store, stream] = [open(), anyStream()];
    const [first, second, third] = [counted(1), counted(2), counted(3)];
    await store.append(stream, [first, second, third], { expected: 'none' });
    const found = await store.readEvents<Counted>([third.id, randomUUID(), first.id]);
    expect(found.map(({ id, version }) => [id, version])).toEqual([
      [first.id, 1],
      [third.id, 3],
    ]);
  });

  it('reads a part of a stream', async () => {
    const [store, stream] = [open(), anyStream()];
    await store.append(stream, [counted(1), counted(2), counted(3), counted(4)], { expected: 'none' });
    const part = await store.readStream<Counted>(stream, { from: 2, limit: 2 });
    expect(part.map(({ data }) => data.n)).toEqual([2, 3]);
    expect(await store.readStream(stream, { from: 5 })).toEqual([]);
  });

  it('finds nothing where nothing is', async () => {
    const store = open();
    expect(await store.readStream(anyStream())).toEqual([]);
    expect(await store.readVersion(anyStream())).toBe(0);
    expect(await store.readEvent(randomUUID())).toBeNull();
    expect(await store.readEvents([])).toEqual([]);
  });

  it('reads the whole log in pages that leave nothing out', async () => {
    const [store, stream] = [open(), anyStream()];
    const result = await store.append(stream, [counted(1), counted(2), counted(3)], { expected: 'none' });
    const after = (result.status === 'conflict' ? 0n : result.firstPosition) - 1n;
    const first = await store.readAll({ after, limit: 2 });
    const rest = await store.readAll({ after: first.through, limit: 2 });
    const ns = (events: readonly StoredEvent[]) =>
      events.filter((e) => e.stream === stream).map((e) => (e as Counted).data.n);
    expect([ns(first.events), ns(rest.events)]).toEqual([[1, 2], [3]]);
    expect(rest.through).toBe(rest.safePosition);
    expect(await store.readAll({ after: rest.through })).toMatchObject({ events: [], through: rest.through });
  });

  it('refuses an empty page, whose end would skip everything', async () => {
    await expect(open().readAll({ after: 0n, limit: 0 })).rejects.toThrow(RangeError);
  });

  it('reads only the types asked for and still says up to where', async () => {
    const store = open();
    const event = { id: randomUUID(), type: `Rare-${randomUUID()}`, data: {} };
    await store.append(anyStream(), [event, counted(1)], { expected: 'none' });
    const page = await store.readAll({ after: 0n, types: [event.type] });
    expect(page.events.map(({ id }) => id)).toEqual([event.id]);
    expect(page.through).toBe(page.safePosition);
  });
}

function describeFollowing(open: () => EventStore): void {
  it('delivers what is there, then what comes, until the signal aborts', async () => {
    const [store, stream, abort] = [open(), anyStream(), new AbortController()];
    await store.append(stream, [counted(1)], { expected: 'none' });
    const seen: number[] = [];
    for await (const { events } of store.follow({ from: 0n, signal: abort.signal })) {
      const own = events.filter((event) => event.stream === stream) as StoredEvent<Counted>[];
      seen.push(...own.map(({ data }) => data.n));
      if (seen.length === 3) abort.abort();
      else if (own.length > 0) await store.append(stream, [counted(seen.length + 1)], { expected: 'any' });
    }
    expect(seen).toEqual([1, 2, 3]);
  });

  it('hands over batches that join without a gap', async () => {
    const [store, stream, abort] = [open(), anyStream(), new AbortController()];
    await store.append(
      stream,
      Array.from({ length: 7 }, (_, n) => counted(n)),
      { expected: 'none' },
    );
    let [position, count] = [0n, 0];
    for await (const { events, from, through } of store.follow({ from: 0n, batchSize: 3, signal: abort.signal })) {
      expect(from).toBe(position);
      expect(events.length).toBeLessThanOrEqual(3);
      position = through;
      count += events.filter((event) => event.stream === stream).length;
      if (count === 7) abort.abort();
    }
    expect(count).toBe(7);
  });

  it('ends where the consumer fails, without going on', async () => {
    const [store, batches] = [open(), [] as bigint[]];
    await store.append(anyStream(), [counted(1), counted(2)], { expected: 'none' });
    const consume = async () => {
      for await (const { through } of store.follow({ from: 0n, batchSize: 1 })) {
        batches.push(through);
        throw new Error('cannot apply');
      }
    };
    await expect(consume()).rejects.toThrow('cannot apply');
    expect(batches).toHaveLength(1);
  });
}

function resultOf(events: readonly StoredEvent[] = []) {
  const [first, last] = [events[0], events.at(-1)];
  return {
    status: 'appended',
    version: last?.version,
    firstPosition: first?.position,
    lastPosition: last?.position,
    recordedAt: last?.recordedAt,
  };
}

const sorted = (positions: readonly bigint[]) => positions.toSorted((a, b) => (a < b ? -1 : 1));
const bigints = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value);
