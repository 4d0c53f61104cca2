import { type Day, isForwardType, type PartialDate } from '@dealwatch/domain';
import type { AnalysedArticle, AnalysedSentence } from '../analysis';
import { bindDates } from '../dates/bind';
import { type CalendarDay, formatDay, parseDay } from '../dates/calendar';
import { tenseOf } from '../dates/tense';
import { type ArticleDeals, articleDeals } from '../deals/article-deals';
import { advanceFocus, type FocusState, startFocus } from '../deals/focus';
import { namesAnObjector, objectedTo } from '../deals/pressure';
import { referOf } from '../deals/reference';
import { isPressure, type ResolvedDeal, resolveDeals } from '../deals/resolve';
import { claimsAStep, headFormOf } from '../modality/head-form';
import { type Modality, modalityOf } from '../modality/modality';
import { type TypeDecision, typeOf } from '../modality/type-table';
import { withoutShadowed } from '../triggers/shadowed';
import type { Trigger } from '../triggers/types';
import { actorsOf } from './actors';
import { quantityOf, sumOf } from './amounts';
import { confidenceOf } from './confidence';
import { originOf } from './origin';
import { refineDelivery } from './refine-delivery';
import { placeInTime } from './salience';
import { stillToCome } from './still-to-come';
import { trancheOf } from './tranche';
import type { Candidate } from './types';

interface Reading {
  readonly sentence: AnalysedSentence;
  readonly trigger: Trigger;
  readonly modality: Modality;
  readonly decision: TypeDecision;
}

/** No report tells so many events; merging compares them with each other, so that a text made of triggers must end somewhere. */
const MOST_CANDIDATES = 1000;

/** Reads the events of an analysed article, sentence by sentence, in the order of the text; past a thousand of them the rest is left. */
export function readEvents(article: AnalysedArticle, publishedOn: Day): Candidate[] {
  const deals = articleDeals(article.analysed);
  const published = parseDay(publishedOn);
  const paragraphs = Math.max(1, (article.sentences.at(-1)?.paragraph ?? 0) + 1);
  const candidates: Candidate[] = [];
  let focus = startFocus(deals);
  for (const sentence of article.analysed) {
    if (candidates.length >= MOST_CANDIDATES) break;
    focus = advanceFocus(focus, sentence, published);
    for (const reading of readingsOf(sentence)) {
      for (const resolved of dealsOf(reading, deals, focus)) {
        const candidate = candidateOf(reading, resolved, { deals, focus, published, paragraphs });
        candidates.push(candidate);
        focus = { ...focus, recipient: resolved.deal.recipient, narrated: candidate.occurredOn ?? focus.narrated };
      }
    }
  }
  return candidates;
}

function readingsOf(sentence: AnalysedSentence): Reading[] {
  const triggers = withoutShadowed(sentence.triggers, sentence);
  return triggers.flatMap((trigger) => {
    const modality = modalityOf(trigger, sentence.cues, sentence.clauses);
    if (!claimsAStep(trigger, headFormOf(sentence.items, trigger), modality)) return [];
    const decision = typeOf(trigger.frame, modality);
    return decision === null ? [] : [{ sentence, trigger, modality, decision }];
  });
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

function candidateOf(
  { sentence, trigger, modality, decision }: Reading,
  resolved: ResolvedDeal,
  context: ArticleContext,
): Candidate {
  const { items, clauses } = sentence;
  const { start, end, paragraph, text } = sentence.sentence;
  const tense = tenseOf(items, clauses, trigger);
  const anchor = { published: context.published, narrated: context.focus.narrated };
  const ahead = bindDates(sentence, trigger, anchor, { forward: true, tense });
  const tranche = trancheOf(sentence, trigger);
  const today = formatDay(context.published);
  const refined = refineDelivery(stillToCome(decision.type, tense, ahead), tranche, sentence, trigger, today);
  const { type } = refined;
  const forward = isForwardType(type);
  const dates = forward ? ahead : bindDates(sentence, trigger, anchor, { forward: false, tense });
  const time = placeInTime({
    type,
    tense,
    dates,
    published: context.published,
    paragraph,
    paragraphs: context.paragraphs,
    mainDeal: context.deals.main?.system === resolved.deal.system,
    speech: context.focus.speech,
  });
  const { systemFrom, supplierFrom, recipientFrom, deal } = resolved;
  return {
    type,
    polarity: decision.polarity,
    deal,
    tranche,
    occurredOn: refined.until ?? time.occurredOn,
    expectedOn: forward ? (dates.expected as PartialDate | null) : null,
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
      trigger: items
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
