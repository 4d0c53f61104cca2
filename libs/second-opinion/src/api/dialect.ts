import type { Unanswered } from '../reading';

/** One question to a model, in no server's terms yet. */
export interface Question {
  readonly system: string;
  readonly user: string;
  /** JSON schema of the answer. */
  readonly schema: Readonly<Record<string, unknown>>;
  readonly maxOutputTokens: number;
}

/** What a server's answer holds: the model's words, or why there are none; and what it cost, where it says so. */
export interface Reply {
  readonly text: string | null;
  readonly failure: Extract<Unanswered, 'refused' | 'cut-off' | 'unreadable'> | null;
  /** Tokens in and out; null where the server does not tell. */
  readonly tokens: number | null;
}

/** How one kind of server is spoken to. */
export interface Dialect {
  /** Put after the configured URL. */
  readonly path: string;
  headers(key: string | null): Record<string, string>;
  body(model: string, question: Question): unknown;
  /** Reads the JSON of a 200. It may be anything. */
  reply(json: unknown): Reply;
}

/** What a dialect finds of the model's words and of its reason to stop. */
export function replyOf(text: unknown, ending: 'whole' | 'refused' | 'cut-off', tokens: number | null): Reply {
  if (ending !== 'whole') return { text: null, failure: ending, tokens };
  return typeof text === 'string' && text.trim() !== ''
    ? { text, failure: null, tokens }
    : { text: null, failure: 'unreadable', tokens };
}

/** The sum of the counts that are there and make sense; null where none does. */
export function sumOfTokens(...counts: readonly (number | null | undefined)[]): number | null {
  const sane = counts.filter((count): count is number => Number.isSafeInteger(count) && (count as number) >= 0);
  const sum = sane.reduce((total, count) => total + count, 0);
  return sum > 0 ? sum : null;
}
