import { denialsAmong, type TalksAfterSignature, talksAfterSignature, talksEntry } from './contradictions';
import { disputesOf } from './denials';
import { amountsOf, certaintyOf, evidenceOf } from './evidence';
import { expectationsOf } from './expectations';
import { groupBy } from './grouping';
import { type RecordedReport, type Times, visible } from './history';
import type { DealId, DealKey } from './ids';
import { rollUpOf } from './roll-up';
import { type RoundStart, roundOf, roundsOf } from './rounds';
import { sourceKeys } from './sources';
import { type DealStatus, FOLD_VERSION, type Milestone, type StrandState, type Strands } from './status-model';
import { type Step, stepsOf } from './steps';
import { type FoldedStrand, foldStrand } from './strand-fold';
import { disputersOf, type FoldContext, strandState } from './strand-state';
import { MILESTONES, STRAND_RULES, STRANDS } from './strands';

/** What statusAt and timelineAt work on: the steps that can have happened by `asOf`, and what belongs to them. */
export interface Scene extends FoldContext {
  readonly steps: readonly Step[];
  readonly affirmed: readonly Step[];
  readonly rounds: readonly RoundStart[];
}

/** The steps visible at the three times, in order of occurrence, with their rounds, denials and sources. */
export function sceneAt(history: readonly RecordedReport[], times: Times): Scene {
  const { asOf } = times;
  const reports = visible(history, times);
  const steps = stepsOf(reports).filter(({ from }) => from <= asOf);
  const rounds = roundsOf(steps, asOf);
  const affirmed = steps.filter(({ polarity }) => polarity === 'affirmed');
  return { asOf, steps, affirmed, rounds, keys: sourceKeys(reports), disputes: disputesOf(steps, rounds, asOf) };
}

/**
 * The status of a deal on a day, by what was published and recorded by two others. Pure: the same reports in any order,
 * and any of them repeated, give the same answer; nothing in it depends on when or in which order they were loaded.
 * @param deal id and key, echoed in the answer
 * @param history the deal's reports (`historyOf` its stream)
 * @param times the three times of the question; days are UTC
 */
export function statusAt(
  deal: { readonly id: DealId; readonly key: DealKey },
  history: readonly RecordedReport[],
  times: Times,
): DealStatus {
  const scene = sceneAt(history, times);
  const { affirmed, rounds, keys, asOf } = scene;
  const byTranche = new Map([...groupBy(affirmed, ({ tranche }) => tranche ?? 0)].sort(([a], [b]) => a - b));
  const current = rounds.at(-1)?.number ?? 1;
  const untranched = byTranche.get(0) ?? [];
  const ofDeal = inRound(untranched, rounds, current);
  byTranche.delete(0);
  const tranches = [...byTranche].map(([tranche, steps]) => trancheOf(tranche, steps, scene));
  const halts = new Map([
    [0, foldStrand('contract', ofDeal, asOf)?.halt ?? null] as const,
    ...tranches.map(({ status, halt }) => [status.tranche, halt] as const),
  ]);
  return {
    dealId: deal.id,
    deal: deal.key,
    foldVersion: FOLD_VERSION,
    ...{ asOf, knownBy: times.knownBy, recordedBy: times.recordedBy, hindsight: times.knownBy === null },
    strands: strandsOf(ofDeal, scene),
    tranches: tranches.map(({ status }) => status),
    rollUp: rollUpOf(inRound(affirmed, rounds, current), [...byTranche.keys()], scene),
    round: shownRound(rounds, current),
    earlierRounds: rounds.slice(0, -1).map(({ number }) => ({
      ...shownRound(rounds, number),
      strands: strandsOf(
        untranched.filter((step) => roundOf(step, rounds) === number),
        scene,
      ),
    })),
    followOn: followOnOf(ofDeal, scene),
    milestones: affirmed.filter(({ type }) => MILESTONES.includes(type)).map((step) => milestoneOf(step, scene)),
    expectations: expectationsOf(affirmed, {
      ...scene,
      knownBy: times.knownBy,
      contractHalt: (tranche) => halts.get(tranche ?? 0) ?? null,
    }),
    quantities: amountsOf(affirmed, 'quantity', keys),
    values: amountsOf(affirmed, 'value', keys),
    contradictions: [
      ...denialsAmong(scene.steps, rounds, scene.disputes, keys),
      ...tranches.flatMap(({ status, talks }) => talksEntry(status.tranche, talks, keys)),
    ],
  };
}

/** Steps of one round, and those that belong to none. */
function inRound(steps: readonly Step[], rounds: readonly RoundStart[], number: number): Step[] {
  return steps.filter((step) => (roundOf(step, rounds) ?? number) === number);
}

function shownRound(rounds: readonly RoundStart[], number: number): DealStatus['round'] {
  return { number, opened: rounds.find((round) => round.number === number)?.opened ?? null };
}

function strandsOf(steps: readonly Step[], scene: Scene, talks: readonly Step[] = []): Strands {
  const states = STRANDS.flatMap((strand) => {
    const folded = foldStrand(strand, steps, scene.asOf);
    const against = folded?.state === 'ContractSigned' ? talks : [];
    return folded ? [[strand, strandState(folded, scene, against)] as const] : [];
  });
  return Object.fromEntries(states);
}

function trancheOf(tranche: number, steps: readonly Step[], scene: Scene) {
  const contract = foldStrand('contract', steps, scene.asOf);
  const talks = contract ? talksAfterSignature(contract, scene.asOf) : NO_TALKS;
  return { status: { tranche, strands: strandsOf(steps, scene, talks.talks) }, halt: contract?.halt ?? null, talks };
}

const NO_TALKS: TalksAfterSignature = { signatures: [], talks: [] };

/** Dated interest, offers, selection and talks on a day after a signature of the running round. */
function followOnOf(steps: readonly Step[], scene: Scene): StrandState | null {
  const signed = steps.find(({ type }) => type === 'ContractSigned');
  const early = STRAND_RULES.contract.rungs.slice(0, 2).flat();
  const further = steps.filter(
    ({ type, dated, until }) => signed && dated && early.includes(type) && until > signed.until,
  );
  const folded: FoldedStrand | null = foldStrand('contract', further, scene.asOf);
  return folded && strandState(folded, scene);
}

function milestoneOf(step: Step, scene: Scene): Milestone {
  return {
    type: step.type,
    tranche: step.tranche,
    round: roundOf(step, scene.rounds),
    date: step.date,
    precision: step.precision,
    certainty: certaintyOf([step], scene.asOf),
    disputed: disputersOf([step], scene).length > 0,
    ...evidenceOf([step], scene.keys),
  };
}
