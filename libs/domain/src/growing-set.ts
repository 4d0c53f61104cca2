/**
 * An immutable set that is cheap to grow: versions share one map and differ in how much of it they see. Adding to the
 * newest version costs O(1), adding to an older one copies. A stream of n events folds in O(n) instead of O(n²).
 */
export interface GrowingSet<T> {
  readonly shared: Map<T, number>;
  readonly size: number;
}

export function emptySet<T>(): GrowingSet<T> {
  return { shared: new Map(), size: 0 };
}

export function has<T>(set: GrowingSet<T>, value: T): boolean {
  return (set.shared.get(value) ?? set.size) < set.size;
}

/** The set's values in the order in which they were added. */
export function* valuesOf<T>({ shared, size }: GrowingSet<T>): Generator<T> {
  let seen = 0;
  for (const value of shared.keys()) {
    if (seen++ === size) return;
    yield value;
  }
}

/** The set with one more value; the given set does not change. */
export function withValue<T>(set: GrowingSet<T>, value: T): GrowingSet<T> {
  if (has(set, value)) return set;
  const shared = set.shared.size === set.size ? set.shared : new Map([...set.shared].slice(0, set.size));
  shared.set(value, set.size);
  return { shared, size: set.size + 1 };
}
