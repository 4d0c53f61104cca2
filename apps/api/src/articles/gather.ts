export interface GatherOptions<Item, Result> {
  /** Does the work for several items at once, results in their order. */
  readonly run: (items: readonly Item[]) => Promise<readonly Result[]>;
  /** Most items in one run. */
  readonly most: number;
  /** Runs at a time. */
  readonly atOnce: number;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Puts single items that come while others are under way into one run: an item alone goes at once, a crowd shares the
 * cost. When a run of several fails, each of them is run alone, so that only the culprit hears of it.
 */
export function createGatherer<Item, Result>({ run, most, atOnce }: GatherOptions<Item, Result>) {
  const waiting: Waiting<Item, Result>[] = [];
  let running = 0;

  const start = (): void => {
    while (running < atOnce && waiting.length > 0) {
      running += 1;
      void runTogether(run, waiting.splice(0, most)).finally(() => {
        running -= 1;
        start();
      });
    }
  };
  return (item: Item): Promise<Result> =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      start();
    });
}

async function runTogether<Item, Result>(
  run: GatherOptions<Item, Result>['run'],
  together: readonly Waiting<Item, Result>[],
): Promise<void> {
  try {
    const results = await run(together.map(({ item }) => item));
    together.forEach(({ resolve }, index) => {
      resolve(results[index] as Result);
    });
  } catch (error) {
    if (together.length === 1) together[0]?.reject(error);
    else for (const each of together) await runTogether(run, [each]);
  }
}
