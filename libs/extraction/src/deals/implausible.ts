import rows from '../../lexicon/implausible.json';

const PAIRS = new Set(
  rows.flatMap(({ suppliers, recipients }) => suppliers.flatMap((from) => recipients.map((to) => `${from}>${to}`))),
);

/** Whether a sale between two states is so unlikely in our time that a reading of it is taken for a mistake. */
export function isImplausible(supplier: string | null, recipient: string): boolean {
  return supplier !== null && PAIRS.has(`${supplier}>${recipient}`);
}
