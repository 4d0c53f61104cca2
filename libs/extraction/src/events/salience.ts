import type { EventType, PartialDate, Salience } from '@dealwatch/domain';
import type { BoundDates } from '../dates/bind';
import { addDays, type CalendarDay, formatDay } from '../dates/calendar';
import type { Tense } from '../dates/tense';

/** What is known of an event when its place in time and in the article is decided. */
export interface TimeEvidence {
  readonly type: EventType;
  readonly tense: Tense;
  readonly dates: BoundDates;
  readonly published: CalendarDay;
  /** Number of the paragraph, 0 is the lead, and how many there are. */
  readonly paragraph: number;
  readonly paragraphs: number;
  /** Whether the event belongs to the article's main deal. */
  readonly mainDeal: boolean;
  /** Day of the statement that an earlier sentence of the same speech gave. */
  readonly speech: PartialDate | null;
}

export interface PlacedInTime {
  readonly salience: Salience;
  readonly occurredOn: PartialDate | null;
  readonly dateFrom: string;
  readonly salienceFrom: string;
}

/** How many days before publication a dated event is still the news. */
const NEWS_DAYS = 6;
const STATEMENT_NEWS_DAYS = 10;
const ANNOUNCEMENTS: ReadonlySet<EventType> = new Set(['DeliveryAnnounced', 'ActivationScheduled']);

/** Decides whether an event is the article's news, and from that when an undated one occurred (rules 3 and 14 of the guide). */
export function placeInTime(evidence: TimeEvidence): PlacedInTime {
  const { dates, published } = evidence;
  const own = ANNOUNCEMENTS.has(evidence.type) ? null : dates.event;
  if (own !== null) {
    const salience = isRecent(own, published, NEWS_DAYS) && evidence.tense !== 'pluperfect' ? 'news' : 'background';
    return { salience, occurredOn: own, dateFrom: 'date of the clause', salienceFrom: `dated ${own}` };
  }
  if (dates.statement !== null) {
    const salience = isRecent(dates.statement, published, STATEMENT_NEWS_DAYS) ? 'news' : 'background';
    return {
      salience,
      occurredOn: dates.statement,
      dateFrom: 'day of the statement',
      salienceFrom: `said ${dates.statement}`,
    };
  }
  return undated(evidence);
}

function undated(evidence: TimeEvidence): PlacedInTime {
  const { salience, why } = undatedSalience(evidence);
  const today = formatDay(evidence.published);
  const present = evidence.tense === 'present' || evidence.tense === 'future';
  if (salience === 'news' || present) {
    const day = evidence.speech ?? today;
    return {
      salience,
      occurredOn: day,
      dateFrom: evidence.speech ? 'day of the speech' : 'publication',
      salienceFrom: why,
    };
  }
  return { salience, occurredOn: null, dateFrom: 'none', salienceFrom: why };
}

function undatedSalience({ tense, paragraph, paragraphs, mainDeal }: TimeEvidence): {
  salience: Salience;
  why: string;
} {
  const early = paragraph <= 1;
  const late = paragraph >= Math.max(2, paragraphs * 0.6);
  if (tense === 'pluperfect') return { salience: 'background', why: 'had …' };
  if (paragraph === 0) return { salience: 'news', why: 'lead' };
  if (tense === 'perfect')
    return early && mainDeal ? { salience: 'news', why: 'has …, early' } : { salience: 'background', why: 'has …' };
  if (tense === 'past')
    return early && mainDeal
      ? { salience: 'news', why: 'past, early' }
      : { salience: 'background', why: 'past, no date' };
  if (late) return { salience: 'background', why: 'late in the article' };
  return mainDeal || early ? { salience: 'news', why: 'present' } : { salience: 'background', why: 'another deal' };
}

function isRecent(value: PartialDate, published: CalendarDay, days: number): boolean {
  const limit = formatDay(addDays(published, -days));
  return value.length === 10 && value >= limit;
}
