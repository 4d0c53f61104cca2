/** Writes items in the background, few at a time while writing is fast, many while it is slow. */
export interface BatchWriter<Item> {
  add(item: Item): void;
  /** Whether a write has failed. Nothing more is written then. */
  failed(): boolean;
  /** Resolves when everything is written; rejects with the first failure. */
  flush(): Promise<void>;
}

/** Gathers what comes while a write is under way and writes it together with the next one. */
export function createBatchWriter<Item>(write: (items: readonly Item[]) => Promise<void>): BatchWriter<Item> {
  let waiting: Item[] = [];
  let writing: Promise<void> | null = null;
  let failure: { readonly error: unknown } | null = null;
  const drain = async () => {
    while (waiting.length > 0 && failure === null) {
      const items = waiting;
      waiting = [];
      await write(items).catch((error: unknown) => {
        failure = { error };
      });
    }
    writing = null;
  };
  return {
    add(item) {
      if (failure !== null) return;
      waiting.push(item);
      writing ??= drain();
    },
    failed: () => failure !== null,
    async flush() {
      while (writing !== null) await writing;
      if (failure !== null) throw failure.error;
    },
  };
}
