import { decodeUtf8 } from '../http/utf8';

/** One line of a stream, by its number from 1. A line over the limit, or not in UTF-8, bears no text. */
export type Line =
  | { readonly number: number; readonly text: string }
  | { readonly number: number; readonly text: null; readonly fault: 'too-long' | 'not-utf8' };

const LINE_FEED = 0x0a;

/** Splits a stream into lines. Of a line over the limit nothing is kept, so memory stays bounded. Blank lines count, but are left out. */
export async function* readLines(stream: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Line> {
  let number = 1;
  let parts: Uint8Array[] = [];
  let size = 0;
  const take = (part: Uint8Array) => {
    size += part.length;
    if (size <= maxBytes) parts.push(part);
    else parts = [];
  };
  for await (const chunk of stream) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      take(chunk.subarray(start, end));
      const line = lineOf(number, parts, size > maxBytes);
      [number, parts, size, start] = [number + 1, [], 0, end + 1];
      if (line) yield line;
    }
    take(chunk.subarray(start));
  }
  const last = lineOf(number, parts, size > maxBytes);
  if (last) yield last;
}

function lineOf(number: number, parts: readonly Uint8Array[], tooLong: boolean): Line | undefined {
  if (tooLong) return { number, text: null, fault: 'too-long' };
  const text = decodeUtf8(Buffer.concat(parts))?.trim();
  if (text === undefined) return { number, text: null, fault: 'not-utf8' };
  return text === '' ? undefined : { number, text };
}

const NOTHING_YET = Symbol('nothing yet');

/**
 * Gathers items into groups: of at most `most`, and of what has come when nothing follows for `idleMs`, so that who waits
 * for an answer before sending more gets one.
 */
export async function* inGroups<T>(items: AsyncIterable<T>, most: number, idleMs: number): AsyncGenerator<T[]> {
  const iterator = items[Symbol.asyncIterator]();
  let group: T[] = [];
  let coming = iterator.next();
  for (;;) {
    const item = group.length === 0 ? await coming : await Promise.race([coming, after(idleMs)]);
    if (item !== NOTHING_YET) {
      if (item.done) break;
      group.push(item.value);
      coming = iterator.next();
      coming.catch(() => undefined); // it is awaited above; until then a failure is not unhandled
      if (group.length < most) continue;
    }
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}

function after(ms: number): Promise<typeof NOTHING_YET> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms, NOTHING_YET).unref();
  });
}
