/** What was made of words before, by the word; a bounded memory that is emptied when it is full. */
export interface Remembered<Value> {
  get(word: string): Value | undefined;
  set(word: string, value: Value): void;
}

/** Words are parts of a text, and a part keeps its whole text in memory: what is remembered must be a string of its own. */
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

/** A test of words that remembers its answers: most words come again and again. */
export function wordTest(pattern: RegExp): (word: string) => boolean {
  const known = remembered<boolean>(20_000);
  return (word) => {
    const before = known.get(word);
    if (before !== undefined) return before;
    const answer = pattern.test(word);
    known.set(word, answer);
    return answer;
  };
}
