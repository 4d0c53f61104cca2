import { join } from 'node:path';
import type { Day, EventType } from '@dealwatch/domain';
import { analyse } from './analysis';
import { confidenceFeatures } from './events/confidence-features';
import { explain } from './events/explain';
import { mergeCandidates } from './events/merge';
import { eventOf, groupClaims } from './events/merge-claims';
import { readClaims } from './events/read-claims';
import { readEvents } from './events/read-events';
import type { Candidate } from './events/types';
import { loadModels } from './model/load';
import type { Models } from './model/models';
import { sigmoid } from './model/rank-model';

/** From this confidence on an event is reported: F1 on articles left out of training is near its highest, with few false alarms. */
export const LEAST_CONFIDENCE = 0.35;
/** From this one on it is a doubt: a sentence in which an event nearly fired. */
const LEAST_DOUBT = 0.12;

/** A sentence in which an event nearly fired, by its offsets in the text. */
export interface Doubt {
  readonly start: number;
  readonly end: number;
  readonly type: EventType;
  /** Confidence, 0 to 1. */
  readonly probability: number;
}

export interface ArticleReading {
  readonly events: readonly Candidate[];
  readonly doubts: readonly Doubt[];
}

/** What was learnt; read once, when this module is loaded. */
const MODELS: Models = loadModels(join(__dirname, '../model'));

/**
 * All stages from text to events. Loading this module compiles the lexicon and reads the models, which costs a quarter of a
 * second and some 80 MB: only `extract.ts` loads it, and not before the first article.
 */
export function readArticle(text: string, title: string | null, publishedOn: Day, models = MODELS): ArticleReading {
  const read = readClaims(text, title, publishedOn, models);
  const groups = groupClaims(read.claims);
  const rated = groups.map((group, index) => {
    const features = confidenceFeatures(read.reading, groups, index);
    return { group, features, confidence: rounded(sigmoid(models.heads.confidence.score(features))) };
  });
  const events = rated
    .filter(({ confidence }) => confidence >= LEAST_CONFIDENCE)
    .map(({ group, features, confidence }) => ({
      ...eventOf(group),
      confidence,
      explanation: explain(read, group.lead.decided, features),
    }));
  const doubts = rated
    .filter(({ confidence }) => confidence >= LEAST_DOUBT && confidence < LEAST_CONFIDENCE)
    .map(({ group, confidence }) => {
      const { start, end, type } = group.lead.candidate;
      return { start, end, type, probability: confidence };
    });
  return { events, doubts };
}

/** The events that the rules alone read, without anything learnt: what the rules are tested by. */
export function readByRules(text: string, title: string | null, publishedOn: Day): Candidate[] {
  return mergeCandidates(readEvents(analyse(text, title), publishedOn));
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
