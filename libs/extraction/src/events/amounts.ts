import type { Amount } from '@dealwatch/domain';
import type { AnalysedSentence } from '../analysis';
import { flat } from '../lists';
import { currencyOf } from '../mentions/numbers';
import type { Item } from '../mentions/types';
import type { Frame } from '../triggers/frames';
import type { Trigger } from '../triggers/types';

const AIRCRAFT = new Set([
  'fighter',
  'bomber',
  'trainer',
  'transport-aircraft',
  'maritime-aircraft',
  'aew-aircraft',
  'tanker-aircraft',
  'aircraft',
]);
/** Military units and portions, counted in the plural; a single one after a number is a name ("221 Squadron"). */
const COUNTED = new Set(
  'batches regiments batteries squadrons battalions divisions consignments lots units launchers sets'.split(' '),
);
/** What goods that are counted behind such a word are ("a squadron of 18"). */
const HOLDS = new Map([
  ['squadron', 'aircraft'],
  ['wing', 'aircraft'],
  ['flotilla', 'ships'],
  ['batch', 'units'],
  ['fleet', 'units'],
  ['order', 'units'],
  ['package', 'units'],
]);
const SKIPPED =
  /^(?:more|new|additional|further|used|such|of|the|or|so|other|modern|modernised|modernized|upgraded|refurbished|overhauled|advanced|former|secondhand|second|hand|brand|block|surplus|multirole|nuclear|powered|as|many|and|its|these|those|their|our|american|s|remaining|newly|built|ordered|odd|extra|heavy|light|main)$/;
const ORDINAL = /^(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)$/;

/** Frames that tell of no price: a sum near them belongs to something else. */
const WITHOUT_PRICE: ReadonlySet<Frame> = new Set([
  'deliver',
  'reschedule',
  'produce',
  'transfer',
  'activate',
  'deploy',
  'sanction',
  'unsanction',
  'object',
  'oust',
  'suspend',
  'block',
  'undisclosed',
]);
/** Frames that count no goods of their own: a number near them recalls the deal. */
const WITHOUT_COUNT: ReadonlySet<Frame> = new Set([
  'pay',
  'sanction',
  'unsanction',
  'object',
  'oust',
  'transfer',
  'undisclosed',
]);
/** Frames of goods that come in parts: "the first of four" tells of one, and a number elsewhere in the sentence is the whole order. */
const IN_PARTS: ReadonlySet<Frame> = new Set(['deliver', 'reschedule', 'produce', 'activate', 'deploy']);
/** More of one kind is nobody's order. */
const MOST = 5_000_000;
const REACH = 5;

interface Counted extends Amount {
  /** The system that is counted, where it is named. */
  readonly system: string | null;
}

/**
 * The number of goods in a trigger's clause, else (but for deliveries) the only one of its sentence: a number followed by a weapon,
 * a class noun or military units. Of several, the one that counts the deal's system, else the nearest to the trigger.
 */
export function quantityOf(sentence: AnalysedSentence, trigger: Trigger, system: string | null = null): Amount | null {
  if (WITHOUT_COUNT.has(trigger.frame)) return null;
  const found = allOf(sentence, (items, index) => countAt(items, index, trigger.frame));
  const own = found.filter(({ amount }) => system !== null && amount.system === system);
  const best =
    nearest(inClause(own, sentence, trigger), trigger) ?? nearest(inClause(found, sentence, trigger), trigger);
  const elsewhere = IN_PARTS.has(trigger.frame) ? [] : own.length > 0 ? own : found;
  return plain(best ?? sole(elsewhere));
}

/** The sum of money in a trigger's clause, else the only one of its sentence. */
export function sumOf(sentence: AnalysedSentence, trigger: Trigger): Amount | null {
  if (WITHOUT_PRICE.has(trigger.frame)) return null;
  const found = allOf(sentence, moneyAt);
  return plain(nearest(inClause(found, sentence, trigger), trigger) ?? sole(found));
}

interface Found<A> {
  readonly amount: A;
  readonly index: number;
}

function allOf<A>(
  { items }: AnalysedSentence,
  read: (items: readonly Item[], index: number) => A | null,
): readonly Found<A>[] {
  return flat(items, (_, index) => {
    const amount = read(items, index);
    return amount === null ? [] : [{ amount, index }];
  });
}

function inClause<A>(
  found: readonly Found<A>[],
  { clauses }: AnalysedSentence,
  { head }: Trigger,
): readonly Found<A>[] {
  return found.filter(({ index }) => clauses[index] === clauses[head]);
}

function nearest<A>(found: readonly Found<A>[], { head }: Trigger): A | null {
  let best: Found<A> | null = null;
  for (const one of found) {
    if (best === null || Math.abs(one.index - head) < Math.abs(best.index - head)) best = one;
  }
  return best?.amount ?? null;
}

function sole<A>(found: readonly Found<A>[]): A | null {
  return found.length === 1 ? (found[0]?.amount ?? null) : null;
}

function plain(amount: Amount | null): Amount | null {
  return amount === null ? null : { amount: amount.amount, unit: amount.unit };
}

function moneyAt(items: readonly Item[], index: number): Amount | null {
  const item = items[index];
  if (item?.kind !== 'money') return null;
  return { amount: item.value, unit: currencyHere(items, item.lower) ?? item.unit };
}

/** Crowns, pesos and rupees are those of a state in the sentence that has such a currency. */
function currencyHere(items: readonly Item[], money: string): string | null {
  const word = money.split(' ').at(-1) ?? '';
  for (const item of items) {
    const currency = item.kind === 'state' || item.kind === 'company' ? currencyOf(word, item.code) : null;
    if (currency !== null && !/^(?:dollars?|pounds?)$/.test(word)) return currency;
  }
  return null;
}

function countAt(items: readonly Item[], index: number, frame: Frame): Counted | null {
  const item = items[index];
  if (item?.kind === 'word') return ordinalCount(items, index, frame);
  if (item?.kind !== 'number' || !isCount(items, index)) return null;
  return partAt(items, index) ?? goodsAfter(items, index, item.value) ?? heldCount(items, index, item.value);
}

function isCount(items: readonly Item[], index: number): boolean {
  const [before, item, after] = [items[index - 1], items[index], items[index + 1]];
  if (item?.kind !== 'number' || !Number.isInteger(item.value) || item.value === 0 || item.value > MOST) return false;
  if (/^(?:%|percent|per)$/.test(after?.lower ?? '')) return false;
  // "Boeing 737 aircraft" names a model
  return !(before?.kind === 'company' && item.value >= 100 && item.value < 1000);
}

/** "40 of 52 jets", "the first 20 of 50 tanks": the part is counted. */
function partAt(items: readonly Item[], index: number): Counted | null {
  const [part, of] = [items[index], items[index + 1]];
  const whole = items[index + 2]?.lower === 'the' ? index + 3 : index + 2;
  const all = items[whole];
  if (part?.kind !== 'number' || of?.lower !== 'of' || all?.kind !== 'number') return null;
  return goodsAfter(items, whole, part.value);
}

/** "the first of four frigates" is one where goods come one by one. */
function ordinalCount(items: readonly Item[], index: number, frame: Frame): Counted | null {
  const all = items[index + 2];
  if (!IN_PARTS.has(frame) || !ORDINAL.test(items[index]?.lower ?? '')) return null;
  if (items[index + 1]?.lower !== 'of' || all?.kind !== 'number') return null;
  return goodsAfter(items, index + 2, 1);
}

function goodsAfter(items: readonly Item[], index: number, amount: number): Counted | null {
  if (isWhole(items, index) && amount === (items[index] as { value?: number }).value) return null;
  for (let next = index + 1; next <= index + REACH; next += 1) {
    const after = items[next];
    if (after === undefined) return null;
    if (after.kind === 'system') return { amount, unit: unitOf(after), system: after.name };
    if (after.kind === 'class') return { amount, unit: unitOf(after), system: null };
    if (COUNTED.has(after.lower)) return { amount, unit: after.lower, system: systemOf(items, next) };
    if (!SKIPPED.test(after.lower) && after.kind !== 'state' && after.kind !== 'company') return null;
  }
  return null;
}

/** Whether a number is the whole of which another word counts a part. */
function isWhole(items: readonly Item[], index: number): boolean {
  const of = items[index - 1]?.lower === 'the' ? index - 2 : index - 1;
  if (items[of]?.lower !== 'of') return false;
  const part = items[of - 1];
  return part?.kind === 'number' || ORDINAL.test(part?.lower ?? '');
}

/** "two batteries of S-400". */
function systemOf(items: readonly Item[], index: number): string | null {
  const goods = [items[index + 1], items[index + 2]].find((item) => item?.kind === 'system');
  return goods?.kind === 'system' ? goods.name : null;
}

/** "a squadron of 18", with no goods behind it. */
function heldCount(items: readonly Item[], index: number, amount: number): Counted | null {
  const unit = items[index - 1]?.lower === 'of' ? HOLDS.get(items[index - 2]?.lower ?? '') : undefined;
  return unit === undefined ? null : { amount, unit, system: null };
}

function unitOf(item: Item & { systemClass: string }): string {
  if (AIRCRAFT.has(item.systemClass)) return 'aircraft';
  return item.kind === 'class' ? item.lower : item.systemClass.replace(/-/g, ' ');
}
