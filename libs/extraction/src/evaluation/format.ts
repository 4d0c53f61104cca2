import { flat } from './match';
import type { Calibration, DealRates, ErrorCauses, Evaluation, LeaveDealOut, Miss, Rates } from './types';

const QUOTE_LENGTH = 110;
/** So many kinds of an error are named; the JSON holds all. */
const MOST_KINDS = 8;

/** The measures as text: one line a type, what hangs on single deals, how good the confidences are, errors by cause; last the totals. */
export function formatEvaluation(result: Evaluation): string {
  const types = Object.entries(result.byType).map(
    ([name, rates]) => `${name.padEnd(24)} ${threeRates(rates)}  (gold ${rates.gold}, predicted ${rates.predicted})`,
  );
  const counts = `articles ${result.articles} (without a prediction: ${result.absent})  gold events ${result.goldEvents}  predicted ${result.predicted}`;
  const sections = [types, dealLines(result), calibrationLines(result.calibration), errorLines(result)];
  return [...sections.flatMap((lines) => (lines.length > 0 ? [...lines, ''] : [])), counts, totals(result)].join('\n');
}

function dealLines({ leaveDealOut, ...all }: Evaluation): string[] {
  const { withoutCommonest, deals } = leaveDealOut;
  if (withoutCommonest === null) return [];
  const names = ['all', withoutCommonest.deal, ...deals.map(({ deal }) => `events of ${deal}`)];
  const width = Math.max(...names.map((name) => name.length)) + 'articles on '.length;
  const line = (name: string, articles: number, gold: number, rates: Rates) =>
    `  ${name.padEnd(width)} ${number(articles, 8)} ${number(gold, 5)}  ${threeRates(rates)}`;
  const row = (name: string, articles: number, rates: DealRates) => line(name, articles, rates.gold, rates);
  return [
    `leave a deal out${' '.repeat(Math.max(1, width - 14))} articles  gold`,
    line('all', all.articles, all.goldEvents, all),
    row(`no articles on ${withoutCommonest.deal}`, withoutCommonest.articles, withoutCommonest),
    ...deals.flatMap((one) => dealRows(one, row)),
  ];
}

function dealRows(
  { deal, articles, without, only }: LeaveDealOut['deals'][number],
  row: (name: string, articles: number, rates: DealRates) => string,
): string[] {
  return [row(`no events of ${deal}`, articles, without), row(`only events of ${deal}`, articles, only)];
}

function calibrationLines({ bins, ece, auc }: Calibration): string[] {
  if (bins.length === 0) return [];
  return [
    'confidence  count   mean  right',
    ...bins.map(
      ({ from, to, count, confidence, right }) =>
        `  ${from.toFixed(1)} to ${to.toFixed(1)} ${number(count, 4)}  ${share(confidence)}  ${share(right)}`,
    ),
    `expected calibration error ${share(ece)}  AUC ${share(auc)}`,
  ];
}

const CAUSES: Readonly<Record<keyof ErrorCauses, string>> = {
  notSeen: 'type not seen',
  typeConfused: 'type confused',
  dealWrong: 'deal wrong',
  typeAndDeal: 'type and deal wrong',
  polarity: 'polarity',
  merged: 'merged',
  split: 'split',
  hallucinated: 'hallucinated',
};

function errorLines({ errors, misses }: Evaluation): string[] {
  if (misses.length === 0) return [];
  const missed = misses.filter(({ kind }) => kind === 'missed').length;
  return [
    `errors by cause (missed labels ${missed}, false events ${misses.length - missed})`,
    ...Object.entries(CAUSES).map(([cause, name]) => {
      const { count, of } = errors[cause as keyof ErrorCauses];
      const kinds = Object.entries(of).map(([kind, times]) => `${kind} ${times}`);
      const more = kinds.length > MOST_KINDS ? [`${kinds.length - MOST_KINDS} more`] : [];
      return `  ${name.padEnd(20)} ${number(count, 4)}  ${[...kinds.slice(0, MOST_KINDS), ...more].join(', ')}`.trimEnd();
    }),
  ];
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

function threeRates({ precision, recall, f1 }: Rates): string {
  return `P ${share(precision)}  R ${share(recall)}  F1 ${share(f1)}`;
}

function number(value: number, width: number): string {
  return String(value).padStart(width);
}
