import type { Amount } from '@dealwatch/domain';
import { isStateCode } from './states';

const SYSTEM = /^(?=.*[\p{L}\p{N}])[\p{L}\p{M}\p{N} .,'’()/+-]{1,60}$/u;
const UNIT = /^[\p{L}\p{M}\p{N} .'’()/-]{1,40}$/u;
const CURRENCY = /^[A-Z]{3}$/;
const LARGEST = 1e15;
const MOST_ACTORS = 12;
const LONGEST_ACTOR = 100;

/** The designation, with single blanks; null where it is none: empty, too long, or of other signs than designations have. */
export function readSystem(text: string): string | null {
  const name = singleBlanks(text);
  return SYSTEM.test(name) ? name : null;
}

/** Codes of states, and names that the article itself holds; the others are left out, a person's invented name above all. */
export function readActors(actors: readonly string[], words: string): string[] {
  const known = actors.map(singleBlanks).filter((actor) => isStateCode(actor) || isNamed(actor, words));
  return [...new Set(known)].slice(0, MOST_ACTORS);
}

/** A number of things; null where amount or unit make no sense. */
export function readQuantity(amount: Amount | null): Amount | null {
  return readAmount(amount, UNIT);
}

/** A sum of money in an ISO 4217 currency; null where amount or currency make no sense. */
export function readMoney(amount: Amount | null): Amount | null {
  return readAmount(amount, CURRENCY);
}

/** Tells whether the words hold a designation, whatever hyphens, blanks and letter case they write it with. */
export function systemsIn(words: string): (system: string) => boolean {
  const bareWords = bare(words);
  return (system) => bareWords.includes(bare(system));
}

function readAmount(amount: Amount | null, unit: RegExp): Amount | null {
  if (amount === null || !(amount.amount > 0 && amount.amount <= LARGEST)) return null;
  const name = singleBlanks(amount.unit);
  return unit.test(name) ? { amount: amount.amount, unit: name } : null;
}

function isNamed(actor: string, words: string): boolean {
  return /\p{L}/u.test(actor) && actor.length >= 2 && actor.length <= LONGEST_ACTOR && words.includes(actor);
}

function singleBlanks(text: string): string {
  return text.slice(0, 200).replace(/\s+/g, ' ').trim();
}

function bare(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
