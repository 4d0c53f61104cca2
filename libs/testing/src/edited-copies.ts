/** What newsrooms do to a text that they take over, imitated. */
export const EDITS = {
  dateline: (text: string) =>
    `ANKARA, 12 March (Example Wire) — ${text}\n\nReporting by A. Writer; editing by B. Reader`,
  '5 % of the words': (text: string, edit: Editing) => withOtherWords(text, 0.05, edit),
  '15 % of the words': (text: string, edit: Editing) => withOtherWords(text, 0.15, edit),
  'cut to 60 %': (text: string) => cutTo(text, 0.6),
  'cut to 40 %': (text: string) => cutTo(text, 0.4),
  'two foreign paragraphs': (text: string, { others, random }: Editing) => {
    const foreign = [0, 1].map(() => cutTo(others[Math.floor(random() * others.length)] ?? '', 0.4));
    return `${foreign[0]}\n\n${text}\n\n${foreign[1]}`;
  },
} as const satisfies Record<string, (text: string, edit: Editing) => string>;

export type Edit = keyof typeof EDITS;

/** What an edit may draw on: chance, and texts that have nothing to do with the one at hand. */
export interface Editing {
  readonly others: readonly string[];
  /** From 0 up to 1, decided by a seed. */
  readonly random: () => number;
}

/** Every word has the given chance of giving way to a word of another text. */
function withOtherWords(text: string, share: number, { others, random }: Editing): string {
  return text.replace(/[\p{L}\p{N}]+/gu, (word) => {
    if (random() >= share) return word;
    const words = (others[Math.floor(random() * others.length)] ?? '').match(/[\p{L}\p{N}]+/gu) ?? [word];
    return words[Math.floor(random() * words.length)] ?? word;
  });
}

/** Whole sentences from the beginning, up to about the given share of the text; one at least. */
function cutTo(text: string, share: number): string {
  const sentences = text.match(/[^.!?]+[.!?]+["'”’)]*\s*/gu) ?? [text];
  let kept = '';
  for (const sentence of sentences) {
    if (kept !== '' && kept.length + sentence.length / 2 > text.length * share) break;
    kept += sentence;
  }
  return kept.trim();
}
