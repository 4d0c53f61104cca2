/** Runs work, so much of it at a time; what comes first is started first. */
export type Gate = <T>(work: () => Promise<T>) => Promise<T>;

/** Lets `width` pieces of work be under way at once. */
export function createGate(width: number): Gate {
  const waiting: (() => void)[] = [];
  let free = width;
  const enter = async () => {
    if (free === 0) return new Promise<void>((resolve) => waiting.push(resolve));
    free -= 1;
  };
  const leave = () => {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  };
  return async (work) => {
    await enter();
    try {
      return await work();
    } finally {
      leave();
    }
  };
}
