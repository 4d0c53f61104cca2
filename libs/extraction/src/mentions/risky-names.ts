import companies from '../../lexicon/companies.json';
import systems from '../../lexicon/systems.json';
import { fold } from '../text/fold';
import type { Item } from './types';

interface Flags {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly variants?: readonly string[];
  readonly needsContext?: boolean;
  readonly riskyAliases?: readonly string[];
}

const RISKY = new Set(
  [...(systems as Flags[]), ...(companies as Flags[])]
    .flatMap((row) => [
      ...(row.riskyAliases ?? []),
      ...(row.needsContext
        ? [row.name, ...(row.aliases ?? []), ...(row.variants ?? [])].filter((name) => !/[\s\d-]/.test(name))
        : []),
    ])
    .flatMap((name) => [fold(name), `${fold(name)}s`]),
);

/**
 * Names that are also common words (`Typhoon`, `Harpoon`) count as systems only beside a weapon noun, a number, a maker or a
 * state's adjective, in a sentence on buying and selling, or where the article names the same system so elsewhere; other readings
 * become plain words.
 */
export function settleRiskyNames(sentences: readonly (readonly Item[])[]): readonly (readonly Item[])[] {
  const sure = new Set<string>();
  for (const items of sentences) {
    items.forEach((item, index) => {
      if ((item.kind === 'system' || item.kind === 'company') && !isRisky(item, items, index)) sure.add(item.name);
    });
  }
  return sentences.map((items) =>
    items.map((item, index) => (isRejected(item, items, index, sure) ? asWord(item) : item)),
  );
}

function isRejected(item: Item, items: readonly Item[], index: number, sure: ReadonlySet<string>): boolean {
  return (item.kind === 'system' || item.kind === 'company') && !sure.has(item.name) && isRisky(item, items, index);
}

/** Words of buying and selling: where one stands in the sentence, a capitalised name that could be goods is taken for goods. */
const PROCUREMENT =
  /^(?:buy|buys|buying|bought|sell|sells|selling|sold|sale|sales|purchas\w+|acqui\w+|procure\w*|order|orders|ordered|ordering|contract|contracts|contracted|deal|deals|deliver\w*|handover|handed|ship(?:ped|ment|ments)|export\w*|offer\w*|tender|bid|batch|consignment|lease\w*|licen[cs]e\w*|transfer\w*|sanction\w*|embargo|donat\w+|refus\w+|second[ -]hand|surplus|induct\w*|commission\w*|produc\w+|assembl\w+|built|made)$/;

function isRisky(item: Item & { name: string }, items: readonly Item[], index: number): boolean {
  if (!RISKY.has(item.lower)) return false;
  if (item.kind === 'system' && items.some(({ kind, lower }) => kind === 'word' && PROCUREMENT.test(lower)))
    return false;
  const before = items[index - 1];
  if (item.kind === 'system' && before?.kind === 'state' && before.form === 'demonym') return false;
  return ![items[index - 1], items[index + 1], items[index - 2]].some(
    (near) => near !== undefined && /^(?:class|company|system|number)$/.test(near.kind),
  );
}

function asWord(item: Item): Item {
  const { from, to, start, end, lower } = item;
  return { kind: 'word', capital: true, from, to, start, end, lower };
}
