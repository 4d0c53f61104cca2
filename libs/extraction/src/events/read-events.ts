import { type Day, type EventType, isForwardType, type PartialDate } from '@dealwatch/domain';
import type { AnalysedArticle, AnalysedSentence } from '../analysis';
import { type BoundDates, bindDates } from '../dates/bind';
import { type CalendarDay, formatDay, parseDay } from '../dates/calendar';
import { type Tense, tenseOf } from '../dates/tense';
import { type ArticleDeals, articleDeals } from '../deals/article-deals';
import { advanceFocus, type FocusState, moveFocus, startFocus } from '../deals/focus';
import { namesAnObjector, objectedTo } from '../deals/pressure';
import { referOf } from '../deals/reference';
import { isPressure, type ResolvedDeal, resolveDeals } from '../deals/resolve';
import { flat } from '../lists';
import type { Modality } from '../modality/modality';
import type { TypeDecision } from '../modality/type-table';
import type { Trigger } from '../triggers/types';
import { type RuledTrigger, ruledTriggers } from '../types/rule-features';
import { actorsOf } from './actors';
import { quantityOf, sumOf } from './amounts';
import { confidenceOf } from './confidence';
import { originOf } from './origin';
import { refineDelivery } from './refine-delivery';
import { type PlacedInTime, placeInTime } from './salience';
import { stillToCome } from './still-to-come';
import { trancheOf } from './tranche';
import type { Candidate } from './types';

interface Reading {
  readonly sentence: AnalysedSentence;
  readonly trigger: Trigger;
  readonly modality: Modality;
  readonly decision: TypeDecision;
}

/** An event as the rules decide it, with what the rest of a candidate can be read from. */
export interface RuledEvent {
  readonly reading: Reading;
  readonly resolved: ResolvedDeal;
  readonly type: EventType;
  readonly tranche: number | null;
  readonly tense: Tense;
  readonly dates: BoundDates;
  readonly time: PlacedInTime;
  readonly occurredOn: PartialDate | null;
}

/** No report tells so many events; merging compares them with each other, so that a text made of triggers must end somewhere. */
const MOST_CANDIDATES = 1000;

/** Reads the events of an analysed article, sentence by sentence, in the order of the text; past a thousand of them the rest is left. */
export function readEvents(article: AnalysedArticle, publishedOn: Day): Candidate[] {
  return ruleEvents(article, publishedOn, articleDeals(article.analysed), article.analysed.map(ruledTriggers)).map(
    candidateOf,
  );
}

/** The same without what only a report needs of them. */
export function ruleEvents(
  article: AnalysedArticle,
  publishedOn: Day,
  deals: ArticleDeals,
  ruled: readonly (readonly RuledTrigger[])[],
): RuledEvent[] {
  const published = parseDay(publishedOn);
  const paragraphs = Math.max(1, (article.sentences.at(-1)?.paragraph ?? 0) + 1);
  const events: RuledEvent[] = [];
  let focus = startFocus(deals);
  for (const [index, sentence] of article.analysed.entries()) {
    if (events.length >= MOST_CANDIDATES) break;
    focus = advanceFocus(focus, sentence, published);
    for (const reading of readingsOf(sentence, ruled[index] ?? [])) {
      for (const resolved of dealsOf(reading, deals, focus)) {
        const event = eventOf(reading, resolved, { deals, focus, published, paragraphs });
        events.push(event);
        focus = moveFocus(focus, resolved.deal.recipient, event.occurredOn);
      }
    }
  }
  return events;
}

function readingsOf(sentence: AnalysedSentence, ruled: readonly RuledTrigger[]): Reading[] {
  return flat(ruled, ({ trigger, modality, decision, fires }) =>
    fires && decision !== null ? [{ sentence, trigger, modality, decision }] : [],
  );
}

function dealsOf({ sentence, trigger, decision }: Reading, deals: ArticleDeals, focus: FocusState): ResolvedDeal[] {
  const reference = referOf(sentence, trigger, deals, focus);
  if (reference === null) return [];
  const pressure = isPressure(decision.type);
  if (pressure && !namesAnObjector(sentence)) return [];
  const about = pressure ? objectedTo(sentence, trigger, reference, deals) : reference;
  const place = trigger.place === null ? undefined : sentence.items[trigger.place];
  return resolveDeals(about, { sentence, trigger, deals, focusRecipient: focus.recipient }).filter(
    // goods that are made where they are sold from move no technology
    ({ deal }) => place?.kind !== 'state' || place.code !== deal.supplier,
  );
}

interface ArticleContext {
  readonly deals: ArticleDeals;
  readonly focus: FocusState;
  readonly published: CalendarDay;
  readonly paragraphs: number;
}

function eventOf(reading: Reading, resolved: ResolvedDeal, context: ArticleContext): RuledEvent {
  const { sentence, trigger, decision } = reading;
  const tense = tenseOf(sentence.items, sentence.clauses, trigger);
  const anchor = { published: context.published, narrated: context.focus.narrated };
  const ahead = bindDates(sentence, trigger, anchor, { forward: true, tense });
  const tranche = trancheOf(sentence, trigger);
  const today = formatDay(context.published);
  const { type, until } = refineDelivery(stillToCome(decision.type, tense, ahead), tranche, sentence, trigger, today);
  const dates = isForwardType(type) ? ahead : bindDates(sentence, trigger, anchor, { forward: false, tense });
  const time = placeInTime({
    type,
    tense,
    dates,
    published: context.published,
    paragraph: sentence.sentence.paragraph,
    paragraphs: context.paragraphs,
    mainDeal: context.deals.main?.system === resolved.deal.system,
    speech: context.focus.speech,
  });
  return { reading, resolved, type, tranche, tense, dates, time, occurredOn: until ?? time.occurredOn };
}

function candidateOf({ reading, resolved, type, tranche, tense, dates, time, occurredOn }: RuledEvent): Candidate {
  const { sentence, trigger, modality, decision } = reading;
  const { start, end, text } = sentence.sentence;
  const { systemFrom, supplierFrom, recipientFrom, deal } = resolved;
  return {
    type,
    polarity: decision.polarity,
    deal,
    tranche,
    occurredOn,
    expectedOn: isForwardType(type) ? (dates.expected as PartialDate | null) : null,
    actors: actorsOf(type, resolved, sentence, trigger),
    quantity: quantityOf(sentence, trigger),
    value: sumOf(sentence, trigger),
    salience: time.salience,
    confidence: confidenceOf(trigger, modality, resolved),
    origin: originOf(text),
    start,
    end,
    explanation: {
      pattern: trigger.pattern,
      trigger: sentence.items
        .slice(trigger.from, trigger.to)
        .map(({ lower }) => lower)
        .join(' '),
      rule: decision.rule,
      cues: modality.cues.map(({ mood, words }) => `${mood}: ${words}`),
      tense,
      systemFrom,
      supplierFrom,
      recipientFrom,
      dateFrom: time.dateFrom,
      dateExpressions: dates.expressions,
      salienceFrom: time.salienceFrom,
    },
  };
}
