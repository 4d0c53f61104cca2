import type { GazetteerEntry } from './gazetteer';
import type { DateExpression, Item, StateForm } from './types';

/** Where an item stands, with its folded form. */
export type Place = Pick<Item, 'from' | 'to' | 'start' | 'end' | 'lower'>;

/** The fields that an item has by its kind. */
interface Fields {
  capital: boolean;
  value: number;
  unit: string;
  code: string;
  form: StateForm;
  agent: string | null;
  named: string | null;
  name: string;
  systemClass: string;
  suppliers: readonly string[];
  programme: boolean;
  noun: string;
  expression: DateExpression;
}

/**
 * The one layout of all items: every field that some kind of them has, in one order. The rules read items all the time, and fields
 * of objects that are laid out alike are read several times faster than those of ten layouts.
 */
function laidOut(kind: Item['kind'], { from, to, start, end, lower }: Place, fields: Partial<Fields>): Item {
  return {
    kind,
    from,
    to,
    start,
    end,
    lower,
    capital: fields.capital,
    value: fields.value,
    unit: fields.unit,
    code: fields.code,
    form: fields.form,
    agent: fields.agent,
    named: fields.named,
    name: fields.name,
    systemClass: fields.systemClass,
    suppliers: fields.suppliers,
    programme: fields.programme,
    noun: fields.noun,
    expression: fields.expression,
  } as Item;
}

const CAPITAL: Partial<Fields> = { capital: true };
const SMALL: Partial<Fields> = { capital: false };
const NOTHING: Partial<Fields> = {};

export function wordAt(place: Place, capital: boolean): Item {
  return laidOut('word', place, capital ? CAPITAL : SMALL);
}

export function signAt(place: Place): Item {
  return laidOut('sign', place, NOTHING);
}

export function dateAt(place: Place, expression: DateExpression): Item {
  return laidOut('date', place, { expression });
}

/** A sum of money where a currency is given, else a plain number. */
export function numberAt(place: Place, value: number, currency: string | null): Item {
  return currency === null ? laidOut('number', place, { value }) : laidOut('money', place, { value, unit: currency });
}

export function systemAt(
  place: Place,
  { name, systemClass, suppliers }: { name: string; systemClass: string; suppliers: readonly string[] },
  programme: boolean,
): Item {
  return laidOut('system', place, { name, systemClass, suppliers, programme });
}

/** A state with the office or body that goes with it, and who or what bears a name of its own. */
export function stateAt(
  place: Place,
  { code, form }: GazetteerEntry & { kind: 'state' },
  agent: string | null,
  named: string | null,
): Item {
  return laidOut('state', place, { code, form, agent, named });
}

/** A bloc, a company or a class noun, which are no more than their entry says. */
export function entryAt(place: Place, entry: GazetteerEntry & { kind: 'bloc' | 'company' | 'class' }): Item {
  return laidOut(entry.kind, place, entry);
}

/** The same item over a longer stretch. */
export function fromEarlier(item: Item, from: number, start: number): Item {
  const { to, end, lower } = item;
  return laidOut(item.kind, { from, to, start, end, lower }, item as unknown as Partial<Fields>);
}
