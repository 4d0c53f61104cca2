import { isEventType, isForwardType, partialDateProblem } from '@dealwatch/domain';
import type { CatalogueEvent } from '../src/evaluation/catalogue-event';

/** A labelled text: the samples' format with a register in place of an outlet. */
export interface Passage {
  readonly id: string;
  readonly register: string;
  readonly publishedOn: string;
  readonly title: string | null;
  readonly text: string;
  readonly events: readonly Omit<CatalogueEvent, 'confidence'>[];
}

type LabelledEvent = Passage['events'][number];

export const REGISTERS = [
  'wire',
  'trade-press',
  'broadcaster',
  'think-tank',
  'state-agency',
  'ministry',
  'blog',
  'tabloid',
] as const;

const FIELDS = 'events id publishedOn register text title';
const EVENT_FIELDS = 'actors deal expectedOn occurredOn polarity quantity quote salience tranche type value';
const STATE = /^[A-Z]{2}$/;

const fieldsOf = (value: object) => Object.keys(value).sort().join(' ');

/** What is wrong with the fields of a passage, one sentence each; ids and repeats are looked at across files. */
export function passageFaults(passage: Passage): string[] {
  if (fieldsOf(passage) !== FIELDS) return [`its fields must be ${FIELDS}`];
  const { register, publishedOn, title, text, events } = passage;
  const faults: string[] = [];
  if (!REGISTERS.some((name) => name === register)) faults.push(`"${register}" is no register`);
  if (!isDay(publishedOn)) faults.push(`publishedOn "${publishedOn}" is no day`);
  if (typeof text !== 'string' || text.trim() === '') faults.push('its text is empty');
  if (title !== null && (typeof title !== 'string' || title.trim() === ''))
    faults.push('its title is empty; write null');
  return [...faults, ...events.flatMap((event) => eventFaults(event, text))];
}

/** What the catalogue does not allow in dates, though it can be read: such labels are counted apart. */
export function passageDoubts({ events, publishedOn }: Passage): string[] {
  return events.flatMap(({ type, occurredOn, expectedOn }) => [
    ...(expectedOn !== null && !isForwardType(type) ? [`${type} cannot name an expected date`] : []),
    ...(occurredOn !== null && occurredOn > publishedOn.slice(0, occurredOn.length)
      ? [`${type} of ${occurredOn} lies after publication on ${publishedOn}`]
      : []),
  ]);
}

function eventFaults(event: LabelledEvent, text: string): string[] {
  if (fieldsOf(event) !== EVENT_FIELDS) return [`the fields of an event must be ${EVENT_FIELDS}`];
  const faults = dateFaults(event);
  const { type, polarity, deal, tranche, actors, quote, salience } = event;
  if (!isEventType(type)) faults.push(`"${type}" is no type of the catalogue`);
  if (polarity !== 'affirmed' && polarity !== 'denied') faults.push(`polarity "${polarity}"`);
  if (salience !== 'news' && salience !== 'background') faults.push(`salience "${salience}"`);
  if (!STATE.test(deal.supplier) || !STATE.test(deal.recipient) || deal.supplier === deal.recipient)
    faults.push(`${deal.supplier}>${deal.recipient} is no pair of states`);
  if (deal.system.trim() === '') faults.push('its system is empty');
  if (tranche !== null && !(Number.isInteger(tranche) && tranche > 0)) faults.push(`tranche ${tranche}`);
  if (!actors.every((name) => typeof name === 'string' && name !== '')) faults.push('an actor without a name');
  if (quote === '' || !text.includes(quote)) faults.push(`the text does not hold the quote "${quote.slice(0, 60)}"`);
  for (const amount of [event.quantity, event.value])
    if (amount !== null && !(amount.amount > 0 && amount.unit !== '')) faults.push('an amount without number or unit');
  return faults;
}

function dateFaults({ occurredOn, expectedOn }: LabelledEvent): string[] {
  return [occurredOn, expectedOn].flatMap((date) => (date === null ? [] : (partialDateProblem(date) ?? [])));
}

function isDay(date: string): boolean {
  return typeof date === 'string' && date.length === 10 && partialDateProblem(date) === null;
}
