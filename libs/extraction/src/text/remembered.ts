/** What was made of words before, by the word. */
export interface Remembered<Value> {
  get(word: string): Value | undefined;
  set(word: string, value: Value): void;
}

/**
 * A memory of at most so many words, emptied when it is full. A word is part of a text and keeps all of it in memory, so that words
 * are remembered by copies of their own.
 */
export function remembered<Value>(most: number): Remembered<Value> {
  const known = new Map<string, Value>();
  return {
    get: (word) => known.get(word),
    set(word, value) {
      if (known.size >= most) known.clear();
      known.set(ownCopy(word), value);
    },
  };
}

/** An equal string that is part of no other. */
export function ownCopy(word: string): string {
  return JSON.parse(JSON.stringify(word)) as string;
}
