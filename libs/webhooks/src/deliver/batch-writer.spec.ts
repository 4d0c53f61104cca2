import { createBatchWriter } from './batch-writer';

describe('the batch writer', () => {
  it('writes the first item at once and gathers what comes meanwhile', async () => {
    const writes: number[][] = [];
    const release: (() => void)[] = [];
    const writer = createBatchWriter<number>((items) => {
      writes.push([...items]);
      return new Promise((resolve) => release.push(resolve));
    });
    for (const item of [1, 2, 3]) writer.add(item);
    expect(writes).toEqual([[1]]);
    const flushed = writer.flush();
    release[0]?.();
    await new Promise((resolve) => setImmediate(resolve));
    expect(writes).toEqual([[1], [2, 3]]);
    release[1]?.();
    await flushed;
    writer.add(4);
    expect(writes.at(-1)).toEqual([4]);
    release[2]?.();
    await writer.flush();
  });

  it('stops at a failure and tells it to whoever waits', async () => {
    const writes: number[][] = [];
    const writer = createBatchWriter<number>(async (items) => {
      writes.push([...items]);
      throw new Error('no database');
    });
    writer.add(1);
    writer.add(2);
    await expect(writer.flush()).rejects.toThrow('no database');
    expect(writer.failed()).toBe(true);
    writer.add(3);
    await expect(writer.flush()).rejects.toThrow('no database');
    expect(writes).toEqual([[1]]);
  });

  it('has nothing to wait for before the first item', async () => {
    const writer = createBatchWriter<number>(() => Promise.reject(new Error('never')));
    await expect(writer.flush()).resolves.toBeUndefined();
    expect(writer.failed()).toBe(false);
  });
});
