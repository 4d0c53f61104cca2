import {
  type Claim,
  checkReport,
  type Day,
  DomainError,
  type EventType,
  type ExtractedReport,
  isForwardType,
  type PartialDate,
  partialDateProblem,
  startOf,
  textHashOf,
} from '@dealwatch/domain';
import type { ArticleText } from '@dealwatch/extraction';
import { locateQuote, type Span } from './locate-quote';
import { type AnsweredEvent, parseEvent } from './schema';
import { isStateCode } from './states';
import { readActors, readMoney, readQuantity, readSystem } from './words';

/** Why an event of an answer is dropped. */
export type Dropped = 'form' | 'quote' | 'state' | 'system' | 'tranche' | 'date' | 'after-publication' | 'too-many';

const FIRST_YEAR = '1900';
const LAST_YEAR = '2150';
const MOST_TRANCHES = 500;

/**
 * Makes a report of one event of an answer, or says which check it fails. Nothing is believed: the quote must stand in the
 * article (inside `within`), states must be assigned codes and differ, dates must be dates, and what occurred cannot lie after
 * publication. A date that its type cannot carry, an amount without a unit and a name that the article does not hold are left out.
 */
export function readEvent(
  value: unknown,
  article: ArticleText,
  confidence: number,
  within?: Span,
): ExtractedReport | Dropped {
  const event = parseEvent(value);
  if (event === null) return 'form';
  const span = locateQuote(article.text, event.quote, within);
  if (span === null) return 'quote';
  const { supplier, recipient } = event;
  if (!isStateCode(supplier) || !isStateCode(recipient) || supplier === recipient) return 'state';
  const system = readSystem(event.system);
  if (system === null) return 'system';
  const claim = readClaim(event, article.publishedOn);
  if (typeof claim === 'string') return claim;
  const quoteHash = textHashOf(article.text.slice(span.start, span.end));
  const deal = { supplier, recipient, system };
  const report = { deal, claim, ...detailsOf(event, article), confidence, origin: null, ...span, quoteHash };
  return passes(report, article.text.length) ? report : 'form';
}

function readClaim(event: AnsweredEvent, publishedOn: Day): Claim | Dropped {
  const { type, polarity, tranche } = event;
  if (tranche !== null && !(Number.isInteger(tranche) && tranche >= 1 && tranche <= MOST_TRANCHES)) return 'tranche';
  const expected = isForwardType(type as EventType) ? event.expectedOn : null;
  if (!isDate(event.occurredOn) || !isDate(expected)) return 'date';
  const occurredOn = event.occurredOn as PartialDate | null;
  if (occurredOn !== null && startOf(occurredOn) > publishedOn) return 'after-publication';
  return { type, polarity, tranche, occurredOn, expectedOn: expected } as Claim;
}

function isDate(date: string | null): boolean {
  if (date === null) return true;
  return partialDateProblem(date) === null && date >= FIRST_YEAR && date < LAST_YEAR;
}

function detailsOf({ actors, quantity, value, salience }: AnsweredEvent, { text, title }: ArticleText) {
  const words = `${title ?? ''}\n${text}`;
  return { actors: readActors(actors, words), quantity: readQuantity(quantity), value: readMoney(value), salience };
}

function passes(report: ExtractedReport, textLength: number): boolean {
  try {
    checkReport(report, textLength);
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}
