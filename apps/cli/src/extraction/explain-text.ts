import { styleText } from 'node:util';
import { catalogueEventOf, type Doubt, type Explanation } from '@dealwatch/extraction';
import type { ExplainedReport } from '@dealwatch/intake';
import type { InputArticle } from './read-articles';

type Style = Parameters<typeof styleText>[0];
export type Paint = (style: Style, text: string) => string;

/** Paints for a terminal, or leaves texts as they are. */
export const painter = (colour: boolean): Paint =>
  colour ? (style, text) => styleText(style, text, { validateStream: false }) : (_style, text) => text;

/** Everything that was read in an article and why, for people: events in the order of the text, then what nearly was one. */
export function explainText(
  article: InputArticle,
  reports: readonly ExplainedReport[],
  doubts: readonly Doubt[],
  paint: Paint,
): string {
  const head = `${paint('bold', article.title ?? article.id)}  ${paint('dim', `${article.id}, ${article.publishedOn}`)}`;
  const events = reports.map((report) => eventText(report, article.text, paint));
  const near = doubts.map((doubt) => doubtText(doubt, article.text, paint));
  return `${[
    head,
    ...(events.length > 0 ? events : ['  No event was read.']),
    ...(near.length > 0 ? [`  ${paint('bold', 'Nearly read')} (confidence below 0.3)`, ...near] : []),
  ].join('\n\n')}\n\n`;
}

function eventText(report: ExplainedReport, text: string, paint: Paint): string {
  const { type, polarity, deal, tranche, occurredOn, expectedOn, quote, confidence } = catalogueEventOf(report, text);
  const why = { ...UNEXPLAINED, ...(report.explanation as Partial<Explanation> | undefined) };
  const denied = polarity === 'denied' ? paint('red', ' denied') : '';
  const batch = tranche === null ? '' : `, tranche ${tranche}`;
  const title = `  ${paint(['bold', 'cyan'], type)}${denied}  ${deal.supplier} → ${deal.recipient} ${deal.system}${batch}`;
  const lines = [
    title,
    `  ${paint('italic', `“${quote.replace(/\s+/g, ' ')}”`)}`,
    row(paint, 'trigger', why.trigger === '' ? 'none: no rule sees it' : `“${why.trigger}”`),
    row(paint, 'rule', why.pattern === '' ? why.rule : `${why.rule}  ${paint('dim', why.pattern)}`),
  ];
  if (why.learnt) {
    lines.push(
      row(
        paint,
        'type',
        `${percent(why.learnt.typeProbability)} by ${words(why.learnt.words.map(({ because }) => `“${because}”`))}`,
      ),
    );
    const others = why.learnt.otherTypes.map(({ type: other, probability }) => `${other} ${percent(probability)}`);
    if (others.length > 0) lines.push(row(paint, 'or', others.join(', ')));
  }
  lines.push(
    row(paint, 'system', `${deal.system}: ${why.systemFrom}`),
    row(paint, 'supplier', `${deal.supplier}: ${why.supplierFrom}`),
    row(paint, 'recipient', `${deal.recipient}: ${why.recipientFrom}`),
  );
  const deals = why.learnt?.otherDeals.map(({ deal: other, probability }) => `${other} ${percent(probability)}`) ?? [];
  if (deals.length > 0) lines.push(row(paint, 'or', deals.join(', ')));
  const dates = why.dateExpressions.length > 0 ? `; the sentence names ${words(why.dateExpressions)}` : '';
  lines.push(
    row(paint, 'occurred', `${occurredOn ?? 'no date'}: ${why.dateFrom}${dates}`),
    ...(expectedOn === null ? [] : [row(paint, 'expected', expectedOn)]),
    row(paint, 'salience', why.salienceFrom),
    row(
      paint,
      'confidence',
      paint(confidence >= 0.8 ? 'green' : confidence >= 0.5 ? 'yellow' : 'red', percent(confidence)),
    ),
  );
  const reasons = why.learnt?.confidence ?? [];
  const lowered = reasons.filter(({ weight }) => weight < 0).map(({ because }) => because);
  const raised = reasons.filter(({ weight }) => weight > 0).map(({ because }) => because);
  if (raised.length > 0) lines.push(row(paint, 'raised by', words(raised)));
  if (lowered.length > 0) lines.push(row(paint, 'lowered by', words(lowered)));
  return lines.join('\n');
}

function doubtText({ type, probability, start, end }: Doubt, text: string, paint: Paint): string {
  const sentence = text.slice(start, end).replace(/\s+/g, ' ');
  return [
    `  ${paint('cyan', type)}?  ${paint('italic', `“${sentence}”`)}`,
    row(paint, 'not read', `${percent(probability)} is less than the 30 % from which an event is reported`),
  ].join('\n');
}

/** What a report bears no reason for: a language model gives its answer, not its reasons. */
const UNEXPLAINED: Explanation = {
  pattern: '',
  trigger: '',
  rule: 'none',
  cues: [],
  tense: '',
  systemFrom: 'not told',
  supplierFrom: 'not told',
  recipientFrom: 'not told',
  dateFrom: 'not told',
  dateExpressions: [],
  salienceFrom: 'not told',
};

const LABEL_WIDTH = 12;
const row = (paint: Paint, label: string, value: string) => `    ${paint('dim', label.padEnd(LABEL_WIDTH))}${value}`;
const percent = (value: number) => `${Math.round(100 * value)} %`;
const words = (list: readonly string[]) => [...new Set(list)].join(', ');
