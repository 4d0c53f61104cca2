import { matchEvents, sameStep } from '../src/evaluation/match';
import type { ScoredEvent } from '../src/evaluation/types';
import { confidenceFeatures } from '../src/events/confidence-features';
import { type ClaimGroup, groupClaims } from '../src/events/merge-claims';
import type { ReadClaim } from '../src/events/read-claims';
import type { Text } from './learn-text';
import type { Choice, FeatureIndex } from './ranker';
import { quoted, withCanonicalSystems } from './read-texts';

/** A text's events with what speaks for each, and whether a label backs it. */
export interface Judged {
  readonly text: Text;
  readonly groups: readonly ClaimGroup[];
  readonly features: readonly (readonly string[])[];
  readonly right: readonly boolean[];
}

export function judge(text: Text, claims: readonly ReadClaim[]): Judged {
  const labels = withCanonicalSystems(text.labelled).events as readonly ScoredEvent[];
  const groups = groupClaims(claims);
  const events = groups.map((group) => quoted(text.labelled, group));
  const { matched } = matchEvents(labels, events, sameStep);
  const backed = new Set(matched.map(([, event]) => event));
  return {
    text,
    groups,
    features: groups.map((_, index) => confidenceFeatures(text.reading, groups, index)),
    right: events.map((event) => backed.has(event)),
  };
}

/** Right or wrong, one choice a claim. */
export function confidenceChoices(judged: readonly Judged[], index: FeatureIndex): Choice[] {
  return judged.flatMap(({ features, right }) =>
    features.map((names, at) => ({
      candidates: [new Int32Array(0), Int32Array.from(names, (name) => index.id(name))],
      right: [right[at] ? 1 : 0],
      weight: 1,
    })),
  );
}
