/** Works on up to `width` items at a time and yields what comes of them in the items' order. */
export async function* inOrder<Item, Result>(
  items: AsyncIterable<Item>,
  width: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const underWay: Promise<Result>[] = [];
  for await (const item of items) {
    const result = work(item);
    result.catch(() => undefined); // whoever takes it out of the line handles it
    underWay.push(result);
    if (underWay.length >= width) yield await (underWay.shift() as Promise<Result>);
  }
  for (const result of underWay) yield await result;
}
