import type { PartialDate } from '@dealwatch/domain';
import type { AnalysedSentence } from '../analysis';
import type { DateMention } from '../mentions/types';
import type { Trigger } from '../triggers/types';
import { type CalendarDay, formatDay } from './calendar';
import { type DateAnchor, type Direction, resolveDate } from './resolve';
import type { Tense } from './tense';

/** What the dates of a sentence say about one trigger. */
export interface BoundDates {
  /** When the step took place, by a date of its own; null where there is none. */
  readonly event: PartialDate | null;
  /** When it was said ("said on Friday"); null where there is none. */
  readonly statement: PartialDate | null;
  /** What an announcement points to. */
  readonly expected: PartialDate | null;
  readonly expressions: readonly string[];
}

const REPORTING =
  /^(?:said|says|told|announced|announces|confirmed|reported|stated|declared|added|noted|explained|stressed|claimed|revealed|disclosed|insisted|warned|acknowledged|wrote|published|statement|interview|speaking|press|conference|testimony|briefing|commented|remarks|remarked|posted|tweeted|spoke)$/;
const NEAR_REPORTING = 5;

interface Placed {
  readonly mention: DateMention;
  readonly index: number;
  readonly attribution: boolean;
  readonly distance: number;
}

/** Binds the dates of a sentence to a trigger: those of its clause first, the nearest first; those beside "said" are the statement's. */
export function bindDates(
  sentence: AnalysedSentence,
  trigger: Trigger,
  anchor: DateAnchor,
  { forward, tense }: { readonly forward: boolean; readonly tense: Tense },
): BoundDates {
  const placed = place(sentence, trigger);
  const today = formatDay(anchor.published);
  const value = ({ mention }: Placed, direction: Direction) => resolveDate(mention.expression, anchor, direction);
  const statementDate = placed.find((date) => date.attribution && isPast(value(date, 'past'), today));
  const own = placed.filter((date) => !date.attribution);
  const past = own.find((date) => isPast(value(date, 'past'), today) && !pointsForward(date.mention, tense));
  const ahead = forward ? own.find((date) => isAhead(value(date, 'future'), anchor.published)) : undefined;
  return {
    event: past && past !== ahead ? value(past, 'past') : null,
    statement: statementDate ? value(statementDate, 'past') : null,
    expected: ahead ? value(ahead, 'future') : null,
    expressions: placed.map(({ mention }) => mention.lower),
  };
}

function place(sentence: AnalysedSentence, trigger: Trigger): Placed[] {
  const { items, clauses } = sentence;
  const placed: Placed[] = [];
  items.forEach((item, index) => {
    if (item.kind !== 'date') return;
    const apart =
      clauses[index] === clauses[trigger.head]
        ? 0
        : 30 + 5 * Math.abs((clauses[index] ?? 0) - (clauses[trigger.head] ?? 0));
    const distance = Math.abs(index - trigger.head) + apart - (index > trigger.head ? 1 : 0);
    placed.push({ mention: item, index, attribution: isAttribution(sentence, index, trigger), distance });
  });
  return placed.sort((a, b) => a.distance - b.distance || a.index - b.index);
}

function isAttribution(sentence: AnalysedSentence, index: number, trigger: Trigger): boolean {
  const { items, clauses } = sentence;
  let nearest = Number.POSITIVE_INFINITY;
  items.forEach((item, at) => {
    if (
      item.kind === 'word' &&
      REPORTING.test(item.lower) &&
      items[at - 1]?.lower !== 'we' &&
      clauses[at] === clauses[index]
    )
      nearest = Math.min(nearest, Math.abs(at - index));
  });
  return nearest <= NEAR_REPORTING && nearest < Math.abs(trigger.head - index);
}

/** A date that lies ahead by its words, or by the tense of its clause: "is due in June" is no past June. */
function pointsForward(mention: DateMention, tense: Tense): boolean {
  const { expression } = mention;
  const open = expression.form === 'month' || expression.form === 'month-day' || expression.form === 'part';
  if (open && expression.which === 'open' && (tense === 'present' || tense === 'future')) return true;
  if (expression.form === 'shift') return expression.from === 'publication' && expression.amount > 0;
  return 'which' in expression && (expression.which === 'next' || expression.which === 'next-year');
}

function isPast(value: PartialDate | null, today: PartialDate): boolean {
  return value !== null && value <= today;
}

/** Whether a date lies ahead of a day, or its span does not end before it. */
function isAhead(value: PartialDate | null, published: CalendarDay): boolean {
  return value !== null && value >= formatDay(published).slice(0, value.length);
}
