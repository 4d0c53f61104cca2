import type { AnalysedArticle, AnalysedSentence } from '../analysis';
import { flat } from '../lists';
import { claimsAStep, headFormOf } from '../modality/head-form';
import { type Modality, modalityOf } from '../modality/modality';
import { type TypeDecision, typeOf } from '../modality/type-table';
import { type Features, named } from '../model/features';
import { withoutShadowed } from '../triggers/shadowed';
import type { Trigger } from '../triggers/types';

/** A trigger with what the tables of frames and moods make of it. */
export interface RuledTrigger {
  readonly trigger: Trigger;
  readonly modality: Modality;
  readonly mood: string;
  readonly decision: TypeDecision | null;
  /** Whether it claims a step that no other trigger of the sentence explains. */
  readonly fires: boolean;
}

/** All triggers of a sentence, those that fire and those that do not. */
export function ruledTriggers(sentence: AnalysedSentence): RuledTrigger[] {
  const kept = new Set(withoutShadowed(sentence.triggers, sentence));
  return sentence.triggers.map((trigger) => {
    const modality = modalityOf(trigger, sentence.cues, sentence.clauses);
    const decision = typeOf(trigger.frame, modality);
    const claims = claimsAStep(trigger, headFormOf(sentence.items, trigger), modality);
    const mood = `${modality.negated ? 'not-' : ''}${modality.mood}`;
    return { trigger, modality, mood, decision, fires: decision !== null && claims && kept.has(trigger) };
  });
}

/** What the rules see in each sentence of an article, as features of the statistical layer. */
export function ruleFeaturesOf(article: AnalysedArticle, ruled: readonly (readonly RuledTrigger[])[]): Features[] {
  const title = article.analysed.findIndex(({ sentence }) => sentence.role === 'title');
  const paragraphs = (article.sentences.at(-1)?.paragraph ?? 0) + 1;
  let body = -1;
  return article.analysed.map((sentence, index) => {
    if (sentence.sentence.role === 'body') body += 1;
    return [
      ...ownFeatures(sentence, ruled[index] ?? []),
      ...typesOf(ruled[index - 1] ?? []).map((type) => named`before:${type}`),
      ...(title >= 0 ? typesOf(ruled[title] ?? []).map((type) => named`title:${type}`) : []),
      named`nth:${Math.min(body, 4)}`,
      paragraphs > 2 ? 'article' : 'passage',
    ];
  });
}

function typesOf(ruled: readonly RuledTrigger[]): string[] {
  return [...new Set(flat(ruled, ({ decision, fires }) => (fires && decision ? [decision.type] : [])))];
}

function ownFeatures({ items, cues }: AnalysedSentence, ruled: readonly RuledTrigger[]): Features {
  const features = new Set<string>();
  for (const { trigger, mood, decision, fires } of ruled) {
    features.add(named`frame:${trigger.frame}`);
    features.add(named`mood:${trigger.frame}/${mood}`);
    if (decision === null) continue;
    features.add(named`type:${decision.polarity.charAt(0)}${decision.type}`);
    if (fires) features.add(named`fires:${decision.polarity.charAt(0)}${decision.type}`);
  }
  for (const { mood } of cues) features.add(named`cue:${mood}`);
  const kinds = new Set(items.map(({ kind }) => kind));
  for (const kind of ['system', 'class', 'state', 'company', 'money', 'date', 'bloc'] as const)
    if (!kinds.has(kind)) features.add(named`no:${kind}`);
  return [...features];
}
