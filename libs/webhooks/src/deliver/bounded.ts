export interface Bounds {
  /** Tasks under way at once. */
  readonly total: number;
  /** Tasks under way at once that share a key. */
  readonly perKey: number;
}

/**
 * Runs a task for every item, in order, within both bounds; a slow key never holds up the others. Resolves when all are
 * done; rejects with the first error once the tasks under way have ended, and starts no more after it.
 */
export async function runBounded<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  bounds: Bounds,
  task: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const active = new Map<string, number>();
  const takeNext = (): Item | undefined => {
    const index = waiting.findIndex((item) => (active.get(keyOf(item)) ?? 0) < bounds.perKey);
    return index === -1 ? undefined : waiting.splice(index, 1)[0];
  };
  const underWay = new Set<Promise<void>>();
  let failure: { readonly error: unknown } | null = null;
  const start = (item: Item) => {
    const key = keyOf(item);
    active.set(key, (active.get(key) ?? 0) + 1);
    const run = task(item)
      .catch((error: unknown) => {
        failure ??= { error };
      })
      .finally(() => {
        active.set(key, (active.get(key) ?? 1) - 1);
        underWay.delete(run);
      });
    underWay.add(run);
  };
  for (;;) {
    while (failure === null && underWay.size < bounds.total) {
      const item = takeNext();
      if (item === undefined) break;
      start(item);
    }
    if (underWay.size === 0) break;
    await Promise.race(underWay);
  }
  if (failure !== null) throw (failure as { error: unknown }).error;
}
