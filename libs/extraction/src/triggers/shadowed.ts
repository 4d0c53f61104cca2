import discards from '../../lexicon/discards.json';
import type { AnalysedSentence } from '../analysis';
import { modalityOf } from '../modality/modality';
import type { Frame } from './frames';
import type { Trigger } from './types';

const DISCARDS = (discards as { frames: string[]; words: string[] }[]).map(({ frames, words }) => ({
  frames: new Set(frames),
  words,
}));
/** What a preliminary paper in the same clause turns into something less than a contract. */
const BINDING: ReadonlySet<Frame> = new Set(['sign', 'ordered', 'agree']);
/** Whose verb is only the modality of a transfer of technology ("offered joint production", "agreed on local assembly"). */
const CARRIERS: ReadonlySet<Frame> = new Set([
  'offer',
  'want',
  'agree',
  'negotiate',
  'block',
  'deliver',
  'sell',
  'produce',
  'decide',
  'cancel',
  'sign',
]);

/** Drops triggers that another one of the sentence explains, and those of sentences about accidents, exercises or civil goods. */
export function withoutShadowed(triggers: readonly Trigger[], sentence: AnalysedSentence): Trigger[] {
  if (triggers.length === 0) return [];
  const words = new Set<string>();
  for (const { lower } of sentence.items) words.add(lower);
  const carried = cueItems(triggers, sentence);
  return triggers.filter((trigger) => {
    if (DISCARDS.some((row) => row.frames.has(trigger.frame) && row.words.some((word) => words.has(word))))
      return false;
    if (
      BINDING.has(trigger.frame) &&
      triggers.some((other) => other.frame === 'prelim' && near(other, trigger, sentence))
    )
      return false;
    if (
      trigger.frame === 'sanction' &&
      triggers.some((other) => other.frame === 'unsanction' && near(other, trigger, sentence))
    )
      return false;
    if (trigger.frame === 'negotiate' && !trigger.nominal && !speaksOfADeal(sentence)) return false;
    if (
      trigger.frame === 'deliver' &&
      !namesGoods(sentence, trigger) &&
      [...words].some((word) => MONEY_WORDS.has(word))
    )
      return false;
    if (NAMED_ONLY.has(trigger.frame) && isUndone(trigger, triggers, sentence)) return false;
    return !(CARRIERS.has(trigger.frame) && trigger.matched.some((item) => carried.has(item)));
  });
}

/** Steps that an undoing verb before them only names ("abandoned plans to buy"), or that a threat only supposes ("if it bought"). */
const NAMED_ONLY: ReadonlySet<Frame> = new Set(['want', 'buy', 'offer', 'sell', 'deliver', 'ordered', 'agree', 'sign']);
const UNDOING: ReadonlySet<Frame> = new Set(['cancel', 'suspend', 'block']);
const PRESSING: ReadonlySet<Frame> = new Set(['sanction', 'object', 'oust']);
const UNDOING_REACH = 6;

function isUndone(trigger: Trigger, triggers: readonly Trigger[], sentence: AnalysedSentence): boolean {
  const undone = triggers.some(
    (other) =>
      UNDOING.has(other.frame) &&
      near(other, trigger, sentence) &&
      other.head < trigger.head &&
      trigger.head - other.head <= UNDOING_REACH,
  );
  const pressed = triggers.some((other) => PRESSING.has(other.frame));
  return undone || (pressed && modalityOf(trigger, sentence.cues, sentence.clauses).mood === 'if');
}

const DEAL_WORDS =
  /^(?:deals?|contracts?|purchases?|sales?|price|prices|pricing|terms|offers?|acquisition|procurement|deliver(?:y|ies)|export|order|orders|buy|buying|agreement|financing|production|technology)$/;
const MONEY_WORDS = new Set(['instalment', 'installment', 'deposit', 'payment', 'downpayment', 'loan']);

/** Talks count where the sentence names goods or a bargain; statesmen talk about much else. */
function speaksOfADeal({ items }: AnalysedSentence): boolean {
  return items.some((item) => item.kind === 'system' || item.kind === 'class' || DEAL_WORDS.test(item.lower));
}

function namesGoods({ items }: AnalysedSentence, trigger: Trigger): boolean {
  return trigger.matched.some((index) => items[index]?.kind === 'system' || items[index]?.kind === 'class');
}

function near(a: Trigger, b: Trigger, sentence: AnalysedSentence): boolean {
  return sentence.clauses[a.head] === sentence.clauses[b.head];
}

/** The items of the cues that tell how a transfer of technology is meant. */
function cueItems(triggers: readonly Trigger[], sentence: AnalysedSentence): Set<number> {
  const items = new Set<number>();
  for (const trigger of triggers) {
    if (trigger.frame !== 'transfer') continue;
    for (const cue of modalityOf(trigger, sentence.cues, sentence.clauses).cues) {
      for (let index = cue.from; index < cue.to; index += 1) items.add(index);
    }
  }
  return items;
}
