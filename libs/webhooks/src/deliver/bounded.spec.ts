import { runBounded } from './bounded';

/** Tasks that end when told to. */
function gates() {
  const open = new Map<string, () => void>();
  const started: string[] = [];
  const task = (item: string) =>
    new Promise<void>((resolve) => {
      started.push(item);
      open.set(item, resolve);
    });
  const finish = async (item: string) => {
    open.get(item)?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { task, started, finish };
}

const endpointOf = (item: string) => item[0] ?? '';

describe('runBounded', () => {
  it('keeps both bounds and lets a slow key hold up nobody else', async () => {
    const { task, started, finish } = gates();
    const run = runBounded(['a1', 'a2', 'a3', 'b1', 'c1', 'c2'], endpointOf, { total: 4, perKey: 2 }, task);
    expect(started).toEqual(['a1', 'a2', 'b1', 'c1']);
    await finish('b1');
    expect(started).toEqual(['a1', 'a2', 'b1', 'c1', 'c2']);
    await finish('c1');
    expect(started).not.toContain('a3');
    await finish('a1');
    expect(started).toContain('a3');
    for (const item of ['a2', 'a3', 'c2']) await finish(item);
    await expect(run).resolves.toBeUndefined();
  });

  it('starts nothing more after an error, waits for what is under way, and rejects with it', async () => {
    const { task, started, finish } = gates();
    const failing = (item: string) => (item === 'b' ? Promise.reject(new Error('broken')) : task(item));
    const run = runBounded(['a', 'b', 'c'], (item) => item, { total: 2, perKey: 1 }, failing);
    const settled = jest.fn();
    run.then(settled, settled);
    await finish('');
    expect(settled).not.toHaveBeenCalled();
    await finish('a');
    await expect(run).rejects.toThrow('broken');
    expect(started).toEqual(['a']);
  });
});
