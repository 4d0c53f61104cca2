import type { PartialDate } from '@dealwatch/domain';
import type { AnalysedSentence } from '../analysis';
import { type CalendarDay, formatDay } from '../dates/calendar';
import { resolveDate } from '../dates/resolve';
import { flat } from '../lists';
import type { ArticleDeals } from './article-deals';
import type { Focus } from './reference';

/** What the text is speaking of when a sentence is reached. */
export interface FocusState extends Focus {
  readonly recipient: string | null;
  /** The last date that was told of an event. */
  readonly narrated: PartialDate | null;
  /** Day of the speech that is being reported ("he added"). */
  readonly speech: PartialDate | null;
  /** How many sentences ago that day was told. */
  readonly speechAge: number;
}

const SPEAKING =
  /^(?:said|told|announced|stated|declared|wrote|confirmed|spoke|speaking|interview|held|met|meeting|talks|conference|ceremony|summit)$/;

/** How many systems are remembered as spoken of. */
const MOST_RECENT = 50;

/** Before the first sentence the article's main deal is in focus. */
export function startFocus(deals: ArticleDeals): FocusState {
  return {
    recent: [],
    system: deals.main?.system ?? null,
    recipient: deals.main?.recipient ?? null,
    narrated: null,
    speech: null,
    speechAge: 0,
  };
}

/** Moves the focus to the systems that a sentence names, and to the day of the speech that it reports. */
export function advanceFocus(
  focus: FocusState,
  { items, sentence, clauses }: AnalysedSentence,
  published: CalendarDay,
): FocusState {
  const named = flat(items, (item) => (item.kind === 'system' && !item.programme ? [item.name] : []));
  const first = named[0];
  const recent =
    named.length > 0
      ? [...focus.recent.filter((name) => !named.includes(name)), ...named.reverse()].slice(-MOST_RECENT)
      : focus.recent;
  const speech = speechDay(items, clauses, published);
  return {
    recent,
    system: sentence.role === 'title' ? focus.system : (first ?? focus.system),
    recipient: focus.recipient,
    narrated: focus.narrated,
    speech: speech ?? focus.speech,
    speechAge: speech === null ? focus.speechAge + 1 : 0,
  };
}

/** Moves the focus to the recipient and, where one was told, to the date of an event. */
export function moveFocus(focus: FocusState, recipient: string, told: PartialDate | null): FocusState {
  return { ...focus, recipient, narrated: told ?? focus.narrated };
}

function speechDay(
  items: AnalysedSentence['items'],
  clauses: readonly number[],
  published: CalendarDay,
): PartialDate | null {
  const verb = items.findIndex((item) => item.kind === 'word' && SPEAKING.test(item.lower));
  if (verb < 0) return null;
  const date = items.find(
    (item, index) => item.kind === 'date' && clauses[index] === clauses[verb] && Math.abs(index - verb) <= 6,
  );
  if (date?.kind !== 'date') return null;
  const value = resolveDate(date.expression, { published, narrated: null }, 'past');
  return value !== null && value.length === 10 && value <= formatDay(published) ? value : null;
}
