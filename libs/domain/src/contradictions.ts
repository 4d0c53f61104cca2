import type { Disputes } from './denials';
import { evidenceOf, type SourceKeys } from './evidence';
import { groupBy } from './grouping';
import type { Day } from './ids';
import { type RoundStart, roundOf } from './rounds';
import type { Contradiction } from './status-model';
import type { Step } from './steps';
import { type FoldedStrand, isCertain } from './strand-fold';

/** Both sides of every unsettled denial, one entry for each type, tranche and round. */
export function denialsAmong(
  steps: readonly Step[],
  rounds: readonly RoundStart[],
  disputes: Disputes,
  keys: SourceKeys,
): Contradiction[] {
  const denials = steps.filter(({ id }) => disputes.by.has(id));
  const kinds = groupBy(denials, (step) => `${step.type} ${step.tranche} ${roundOf(step, rounds)}`);
  return [...kinds.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const claims = new Set(group.flatMap(({ id }) => disputes.by.get(id) ?? []));
    const sides = { claim: evidenceOf([...claims], keys), against: evidenceOf(group, keys) };
    return [{ kind: 'denial', type: first.type, tranche: first.tranche, round: roundOf(first, rounds), ...sides }];
  });
}

/** A tranche's signatures and the dated lower steps that stand against them. */
export interface TalksAfterSignature {
  readonly signatures: readonly Step[];
  readonly talks: readonly Step[];
}

/**
 * The dated lower steps on or after a signature inside one tranche; a later dated signature, once certain, settles them.
 * @param contract the tranche's folded contract strand
 */
export function talksAfterSignature({ onRungs }: FoldedStrand, asOf: Day): TalksAfterSignature {
  const signed = onRungs.filter(({ type }) => type === 'ContractSigned');
  const settling = signed.findLast((step) => step.dated && isCertain(asOf)(step));
  const talks = onRungs.filter(({ type, dated, until }) => {
    const after = signed.some((signature) => signature.until <= until);
    return type !== 'ContractSigned' && dated && after && !(settling && settling.until > until);
  });
  return { signatures: signed.filter(({ until }) => talks.some((talk) => until <= talk.until)), talks };
}

/** The entry for a tranche whose contract is disputed; none where it is not. */
export function talksEntry(
  tranche: number,
  { signatures, talks }: TalksAfterSignature,
  keys: SourceKeys,
): Contradiction[] {
  if (talks.length === 0) return [];
  const sides = { claim: evidenceOf(signatures, keys), against: evidenceOf(talks, keys) };
  return [{ kind: 'talks-after-signature', type: 'ContractSigned', tranche, round: null, ...sides }];
}
