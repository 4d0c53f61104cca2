import { isEventType, isForwardType } from './catalogue';
import type { Claim, ExtractedReport } from './claim';
import { DomainError } from './domain-error';
import { dealIdOf } from './identity';
import { partialDateProblem } from './partial-date';

/**
 * The report with the fields that belong into the log, and no others: an extractor may add its reasons, and those may hold
 * words of the text, which can be erased while the log cannot.
 */
export function plainReport(report: ExtractedReport): ExtractedReport {
  const { deal, claim, actors, quantity, value, salience, confidence, origin, start, end, quoteHash } = report;
  return { deal, claim, actors, quantity, value, salience, confidence, origin, start, end, quoteHash };
}

/**
 * Checks one extracted report against the rules that types cannot hold; extractors may speak over HTTP.
 * @param textLength length of the article's text in UTF-16 units; the quote must lie inside it
 * @param pointer JSON pointer to the report, put before that of the field
 * @throws DomainError `invalid-report` or `invalid-deal`
 */
export function checkReport(report: ExtractedReport, textLength: number, pointer = ''): void {
  dealIdOf(report.deal);
  const problem = claimProblem(report.claim) ?? spanProblem(report, textLength) ?? detailProblem(report);
  if (problem) throw new DomainError('invalid-report', problem.message, pointer + problem.field);
}

interface Problem {
  readonly field: string;
  readonly message: string;
}

function claimProblem(claim: Claim): Problem | null {
  const { type, polarity, tranche, occurredOn, expectedOn } = claim;
  if (!isEventType(type)) return { field: '/claim/type', message: `"${type}" is no type of the catalogue.` };
  if (polarity !== 'affirmed' && polarity !== 'denied')
    return { field: '/claim/polarity', message: `"${polarity}" is neither affirmed nor denied.` };
  if (tranche !== null && !(Number.isSafeInteger(tranche) && tranche > 0))
    return { field: '/claim/tranche', message: `Tranche ${tranche} is no whole number from 1.` };
  if (expectedOn !== null && !isForwardType(type))
    return { field: '/claim/expectedOn', message: `${type} cannot name an expected date.` };
  return dateProblem('occurredOn', occurredOn) ?? dateProblem('expectedOn', expectedOn);
}

function dateProblem(field: 'occurredOn' | 'expectedOn', date: string | null): Problem | null {
  const message = date === null ? null : partialDateProblem(date);
  return message === null ? null : { field: `/claim/${field}`, message };
}

function spanProblem({ start, end, quoteHash }: ExtractedReport, textLength: number): Problem | null {
  if (!Number.isSafeInteger(start) || start < 0)
    return { field: '/start', message: `Offset ${start} is not inside the text.` };
  if (!Number.isSafeInteger(end) || end <= start || end > textLength)
    return {
      field: '/end',
      message: `Offset ${end} is not after ${start} and inside the text of ${textLength} units.`,
    };
  return /^[0-9a-f]{64}$/.test(quoteHash) ? null : { field: '/quoteHash', message: 'The hash is no hex SHA-256.' };
}

function detailProblem({ confidence, quantity, value, salience }: ExtractedReport): Problem | null {
  if (!(confidence >= 0 && confidence <= 1))
    return { field: '/confidence', message: `Confidence ${confidence} is not between 0 and 1.` };
  if (salience !== 'news' && salience !== 'background')
    return { field: '/salience', message: `"${salience}" is neither news nor background.` };
  if (quantity && !Number.isFinite(quantity.amount)) return { field: '/quantity', message: 'The amount is no number.' };
  return value && !Number.isFinite(value.amount) ? { field: '/value', message: 'The amount is no number.' } : null;
}
