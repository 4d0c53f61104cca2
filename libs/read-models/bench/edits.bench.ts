import { type Day, indexKeysOf, likenessOf, type Signature, signatureOf } from '@dealwatch/domain';
import { EDITS, type Edit, type Editing } from '@dealwatch/testing';

const ROUNDS = 10;
const DAY = '2020-01-15' as Day;

/** Prints how many edited copies are found by a key and near enough, by kind of edit, and how many pairs of different articles. */
export function measureEdits(texts: readonly string[], edit: Editing): void {
  for (const name of Object.keys(EDITS) as Edit[]) {
    const copies = Array.from({ length: ROUNDS }, () =>
      texts.map((text) => [text, EDITS[name](text, edit)] as const),
    ).flat();
    const signed = copies.flatMap(([text, copy]) => {
      const [one, other] = [signatureOf(text), signatureOf(copy)];
      return one && other ? [[one, other] as const] : [];
    });
    const found = signed.filter(([one, other]) => findEachOther(one, other)).length;
    const likest = signed.map(([one, other]) => likenessOf(one, other)?.similarity ?? 0).sort((a, b) => a - b);
    const middle = likest[Math.floor(likest.length / 2)];
    console.log(
      `edit "${name}": ${((100 * found) / signed.length).toFixed(1)} % of ${signed.length} found (resemblance ${middle} in the middle; ${copies.length - signed.length} too short)`,
    );
  }
  const signatures = texts.flatMap((text) => signatureOf(text) ?? []);
  const pairs = signatures.flatMap((one, n) => signatures.slice(0, n).map((other) => likenessOf(one, other)));
  console.log(
    `different articles: ${pairs.filter((likeness) => likeness !== null).length} of ${pairs.length} pairs taken for copies`,
  );
}

function findEachOther(one: Signature, other: Signature): boolean {
  const keys = new Set(indexKeysOf(one, DAY));
  return indexKeysOf(other, DAY).some((key) => keys.has(key)) && likenessOf(one, other) !== null;
}
