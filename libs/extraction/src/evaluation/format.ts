import { flat } from './match';
import type { Evaluation, Miss } from './types';

const QUOTE_LENGTH = 110;

/** The measures as lines of text: one a type, then the totals. */
export function formatEvaluation(result: Evaluation): string {
  const types = Object.entries(result.byType).map(
    ([name, rates]) =>
      `${name.padEnd(24)} P ${share(rates.precision)}  R ${share(rates.recall)}  F1 ${share(rates.f1)}  (gold ${rates.gold}, predicted ${rates.predicted})`,
  );
  const counts = `articles ${result.articles} (without a prediction: ${result.absent})  gold events ${result.goldEvents}  predicted ${result.predicted}`;
  return [...types, counts, totals(result)].join('\n');
}

function totals(result: Evaluation): string {
  const named: [string, number | null][] = [
    ['P', result.precision],
    ['R', result.recall],
    ['F1', result.f1],
    ['F1 lenient', result.lenientF1],
    ['date', result.date],
    ['expected', result.expected],
    ['tranche', result.tranche],
    ['evidence', result.evidence],
    ['salience', result.salience],
    ['amounts', result.amounts],
    ['F1 macro', result.macroF1],
  ];
  const news = `news at 0.8: P ${share(result.newsPrecision)} cover ${share(result.newsCover)}`;
  const alarms = `false alarms/negative ${share(result.falseAlarmsPerNegative)}`;
  return [...named.map(([name, value]) => `${name} ${share(value)}`), news, alarms].join('  ');
}

/** One line for a label that was missed or a prediction that no label backs. */
export function formatMiss({ article, kind, event }: Miss): string {
  const deal = `${event.deal.supplier}>${event.deal.recipient} ${event.deal.system}`;
  return `${article} ${kind.padEnd(8)} ${event.type} [${deal}] "${flat(event.quote).slice(0, QUOTE_LENGTH)}"`;
}

function share(value: number | null): string {
  return value === null ? '  -  ' : value.toFixed(3);
}
