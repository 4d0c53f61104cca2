import type { Token } from '../text/types';
import { headNounAfter } from './absorb';
import { type DesignationForm, formAt, isQuote } from './designation-forms';
import { NAMES } from './gazetteer';

/** A designation that no table lists, with the class of its noun. */
export interface Designation {
  readonly name: string;
  readonly systemClass: string;
  readonly to: number;
}

/** Nouns that goods are made of or fed with: "F-99 engines" are no F-99. */
const NOT_OF_ITS_OWN = new Set(['engine', 'ammunition', 'small-arms']);
/** After these nouns letters with a number are hull or tail numbers, if anything ("the frigate F-221"). */
const NUMBERED_ONE_BY_ONE = new Set(
  (
    'ship frigate corvette destroyer submarine patrol-vessel amphibious-ship aircraft-carrier mine-ship aircraft helicopter ' +
    'attack-helicopter transport-aircraft vehicle generic launcher'
  ).split(' '),
);
/** So many designations may share the noun of the last ("ZX-1, ZX-2 and ZX-3 missiles"). */
const LONGEST_LIST = 4;
const LONGEST_NOUN = 4;

/**
 * Reads designations by their form (`ZX-12`, `Type 123`, `Project 12345`, `9K720`, `Name-class`, `Fatah II`, `“Name”`). A form alone
 * is evidence for few of them; the others need a weapon noun after them, after the last of a list, or right before.
 */
export function designationAt(tokens: readonly Token[], at: number): Designation | null {
  const form = formAt(tokens, at);
  if (form === null) return null;
  const after = nounAfter(tokens, form);
  if (after) return { name: form.name, ...after };
  const systemClass = form.alone ?? classOfList(tokens, form) ?? classBefore(tokens, at, form);
  return systemClass === null ? null : { name: form.name, systemClass, to: form.to };
}

function nounAfter(tokens: readonly Token[], { to, firm }: DesignationForm): Omit<Designation, 'name'> | null {
  const head = headNounAfter(tokens, isQuote(tokens[to]) ? to + 1 : to);
  if (head === null) return null;
  const { systemClass } = head.entry;
  if (NOT_OF_ITS_OWN.has(systemClass) || (systemClass === 'generic' && !firm)) return null;
  return { systemClass, to: head.to };
}

/** The class of the noun at the end of a list that the form begins. */
function classOfList(tokens: readonly Token[], first: DesignationForm): string | null {
  let form: DesignationForm | null = first;
  for (let member = 1; member < LONGEST_LIST; member += 1) {
    const next = nextInList(tokens, form.to);
    form = next === null ? null : formAt(tokens, next);
    if (form === null) return null;
    const noun = nounAfter(tokens, form);
    if (noun) return noun.systemClass;
  }
  return null;
}

/** Index after "and", "or" and a comma; null where the list does not go on. */
function nextInList(tokens: readonly Token[], at: number): number | null {
  let index = at;
  if (isQuote(tokens[index])) index += 1;
  const from = index;
  if (tokens[index]?.text === ',') index += 1;
  if (/^(?:and|or)$/.test(tokens[index]?.lower ?? '')) index += 1;
  if (index === from) return null;
  return isQuote(tokens[index]) ? index + 1 : index;
}

/** The class of a noun that ends right before a designation of letters and a number ("the missile ZX-12"). */
function classBefore(tokens: readonly Token[], at: number, { firm }: DesignationForm): string | null {
  if (!firm) return null;
  for (let from = Math.max(0, at - LONGEST_NOUN); from < at; from += 1) {
    const hit = NAMES.longest(tokens, from);
    if (hit?.to !== at || hit.entry.kind !== 'class') continue;
    const { systemClass } = hit.entry;
    return NOT_OF_ITS_OWN.has(systemClass) || NUMBERED_ONE_BY_ONE.has(systemClass) ? null : systemClass;
  }
  return null;
}
