/**
 * Gathers items while a write is under way and writes them together with the next one, so that a slow database gets few
 * large writes and an idle one gets each item at once. The returned function resolves when its item is written and
 * rejects when the write that held it failed.
 */
export function inBatches<Item>(write: (items: readonly Item[]) => Promise<void>): (item: Item) => Promise<void> {
  let gathering: { readonly items: Item[]; readonly written: Promise<void> } | null = null;
  let last: Promise<void> = Promise.resolve();
  return (item) => {
    if (gathering === null) {
      const items: Item[] = [];
      const written = last.then(() => {
        gathering = null;
        return write(items);
      });
      last = written.catch(() => undefined);
      gathering = { items, written };
    }
    gathering.items.push(item);
    return gathering.written;
  };
}
