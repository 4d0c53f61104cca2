import type { Disputes } from './denials';
import { differingAmounts, type StatedAmount } from './differing-amounts';
import type { DifferingDates } from './differing-dates';
import { evidenceOf } from './evidence';
import { groupBy } from './grouping';
import type { Day } from './ids';
import { type RoundStart, roundOf } from './rounds';
import type { SourceKeys } from './sources';
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
    const place = { type: first.type, tranche: first.tranche, round: roundOf(first, rounds) };
    return [{ kind: 'denial', ...place, dates: null, amounts: null, ...sides }];
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
  const place = { type: 'ContractSigned' as const, tranche, round: null };
  return [{ kind: 'talks-after-signature', ...place, dates: null, amounts: null, ...sides }];
}

/** One entry for each thing that is given different dates. */
export function datesAmong(
  lists: readonly DifferingDates[],
  rounds: readonly RoundStart[],
  keys: SourceKeys,
): Contradiction[] {
  return lists.map(([best, ...others]) => ({
    kind: 'dates',
    ...{ type: best.type, tranche: best.tranche, round: roundOf(best, rounds) },
    dates: { claim: best.date, against: others.map(({ date }) => date) },
    amounts: null,
    ...{ claim: evidenceOf([best], keys), against: evidenceOf(others, keys) },
  }));
}

/** One entry for each step, amount and unit on which sources differ. */
export function amountsAmong(
  affirmed: readonly Step[],
  rounds: readonly RoundStart[],
  keys: SourceKeys,
): Contradiction[] {
  return affirmed.flatMap((step) =>
    (['quantity', 'value'] as const).flatMap((field) =>
      differingAmounts(step, field, keys).map(({ unit, claim, against }) => ({
        kind: field,
        ...{ type: step.type, tranche: step.tranche, round: roundOf(step, rounds) },
        dates: null,
        amounts: {
          unit,
          claim: claim[0]?.amount ?? 0,
          against: [...new Set(against.map(({ amount }) => amount))].sort((a, b) => a - b),
        },
        claim: evidenceOf([saidIn(step, claim)], keys),
        against: evidenceOf([saidIn(step, against)], keys),
      })),
    ),
  );
}

/** The step as far as some of its reports tell of it. */
function saidIn(step: Step, stated: readonly StatedAmount[]): Step {
  return { ...step, reports: stated.map(({ report }) => report) };
}
