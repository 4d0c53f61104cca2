/**
 * What `list.flatMap(read)` gives, ten times as fast: the engine does not put the built-in into line, and the rules ask it for a
 * few items of each sentence over and over.
 */
export function flat<Item, Found>(
  list: readonly Item[],
  read: (item: Item, index: number) => readonly Found[],
): Found[] {
  const all: Found[] = [];
  for (let index = 0; index < list.length; index += 1) {
    const found = read(list[index] as Item, index);
    for (let at = 0; at < found.length; at += 1) all.push(found[at] as Found);
  }
  return all;
}
