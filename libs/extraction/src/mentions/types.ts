import type { PartialDate } from '@dealwatch/domain';

/**
 * How a state is named: by name, by its adjective, by its capital, by another word that stands for its government, or by a
 * town of it, which is a place and no actor.
 */
export type StateForm = 'name' | 'demonym' | 'capital' | 'metonym' | 'city';

interface Span {
  /** Index of the first token, and of the one after the last, in the sentence. */
  readonly from: number;
  readonly to: number;
  /** UTF-16 offsets into the article's text. */
  readonly start: number;
  readonly end: number;
  /** Folded surface form. */
  readonly lower: string;
}

export interface Word extends Span {
  readonly kind: 'word';
  /** Whether it begins with a capital. */
  readonly capital: boolean;
}
export interface Sign extends Span {
  readonly kind: 'sign';
}
export interface NumberMention extends Span {
  readonly kind: 'number';
  readonly value: number;
}
export interface MoneyMention extends Span {
  readonly kind: 'money';
  readonly value: number;
  /** ISO 4217 code, or the plain word for one that is not listed. */
  readonly unit: string;
}
export interface StateMention extends Span {
  readonly kind: 'state';
  readonly code: string;
  readonly form: StateForm;
  /** Office or institution that goes with the state ("Turkish defence ministry"); null for the state itself. */
  readonly agent: string | null;
  /** Person or institution with a name of its own. */
  readonly named: string | null;
}
export interface BlocMention extends Span {
  readonly kind: 'bloc';
  readonly name: string;
}
export interface CompanyMention extends Span {
  readonly kind: 'company';
  readonly name: string;
  readonly code: string;
}
export interface SystemMention extends Span {
  readonly kind: 'system';
  readonly name: string;
  readonly systemClass: string;
  /** States that sell it, the usual one first; empty for a designation that no table lists. */
  readonly suppliers: readonly string[];
  /** A programme of development ("F-35 programme", "Eurofighter consortium") rather than goods on sale. */
  readonly programme: boolean;
}
/** A general noun for weapons: "the jets", "frigates", "air defence systems". */
export interface ClassMention extends Span {
  readonly kind: 'class';
  readonly systemClass: string;
  readonly noun: string;
}
export interface DateMention extends Span {
  readonly kind: 'date';
  readonly expression: DateExpression;
}

export type Item =
  | Word
  | Sign
  | NumberMention
  | MoneyMention
  | StateMention
  | BlocMention
  | CompanyMention
  | SystemMention
  | ClassMention
  | DateMention;

export type Actor = StateMention | BlocMention | CompanyMention;

/** A date as it is worded; its value needs an anchor and a direction. */
export type DateExpression =
  | { readonly form: 'fixed'; readonly value: PartialDate; readonly limit: boolean; readonly until?: PartialDate }
  | {
      readonly form: 'month-day';
      readonly month: number;
      readonly day: number;
      readonly which: Which;
      readonly limit: boolean;
    }
  | { readonly form: 'month'; readonly month: number; readonly which: Which; readonly limit: boolean }
  | { readonly form: 'weekday'; readonly weekday: number; readonly which: Which }
  | { readonly form: 'shift'; readonly unit: Unit; readonly amount: number; readonly from: 'publication' | 'narrated' }
  | { readonly form: 'period'; readonly unit: Unit; readonly which: 'last' | 'this' | 'next'; readonly limit: boolean }
  | { readonly form: 'season'; readonly which: Which; readonly starts: number }
  | { readonly form: 'part'; readonly month: number; readonly which: Which }
  | { readonly form: 'vague' };

/**
 * `last` as in "last July", `last-year` as in "July last year", `narrated` as in "July of that year", `after-narrated` as in "July of the
 * following year", `open` where only tense can tell.
 */
export type Which = 'narrated' | 'after-narrated' | 'last' | 'last-year' | 'this' | 'next' | 'next-year' | 'open';
export type Unit = 'day' | 'week' | 'month' | 'year';

/** Everything that a sentence holds, in reading order: mentions with their words folded into one item, and plain words. */
export interface ItemisedSentence {
  readonly index: number;
  readonly items: readonly Item[];
}

export function isActor(item: Item | undefined): item is Actor {
  if (item === undefined) return false;
  return (item.kind === 'state' && item.form !== 'city') || item.kind === 'bloc' || item.kind === 'company';
}
