import { amountsAmong, datesAmong, denialsAmong, talksEntry } from './contradictions';
import { amountsOf, certaintyOf, evidenceOf } from './evidence';
import { expectationsOf } from './expectations';
import type { RecordedReport, Times } from './history';
import type { DealId, DealKey } from './ids';
import { rollUpOf } from './roll-up';
import { roundOf } from './rounds';
import { type Scene, sceneAt, untranchedOf } from './scene';
import {
  type Contradiction,
  type DealStatus,
  type Expectation,
  FOLD_VERSION,
  type Milestone,
  type Round,
  type StrandState,
} from './status-model';
import type { Step } from './steps';
import { foldStrand } from './strand-fold';
import { disputersOf, strandState, strandsOf } from './strand-state';
import { MILESTONES, STRAND_RULES } from './strands';
import { type FoldedTranche, tranchesOf } from './tranches';

/**
 * The status of a deal on a day, by what was published and recorded by two others. Pure: the same reports in any order,
 * and any of them repeated, give the same answer; nothing in it depends on when or in which order they were loaded.
 * @param deal id and key, echoed in the answer (the key is spelt as in the deal's first recorded report)
 * @param history the deal's reports (`historyOf` its stream)
 * @param times the three times of the question; days are UTC
 */
export function statusAt(
  deal: { readonly id: DealId; readonly key: DealKey },
  history: readonly RecordedReport[],
  times: Times,
): DealStatus {
  const scene = sceneAt(history, times);
  const { affirmed, rounds, keys } = scene;
  const [round, earlier] = roundsIn(scene);
  const ofDeal = untranchedOf(scene, round.number);
  const strands = strandsOf(ofDeal, scene);
  const tranches = tranchesOf(scene);
  return {
    dealId: deal.id,
    deal: deal.key,
    foldVersion: FOLD_VERSION,
    ...{ asOf: times.asOf, knownBy: times.knownBy, recordedBy: times.recordedBy, hindsight: times.knownBy === null },
    strands,
    tranches: tranches.map(({ status }) => status),
    rollUp: rollUpOf(
      affirmed.filter((step) => step.tranche !== null || (roundOf(step, rounds) ?? round.number) === round.number),
      strands,
      tranches.map(({ status }) => status.tranche),
      scene,
    ),
    round,
    earlierRounds: earlier.map((past) => ({ ...past, strands: strandsOf(stepsOfRound(scene, past.number), scene) })),
    followOn: followOnOf(ofDeal, scene),
    milestones: affirmed.filter(({ type }) => MILESTONES.includes(type)).map((step) => milestoneOf(step, scene)),
    expectations: expectationsIn(scene, times, ofDeal, tranches),
    quantities: amountsOf(affirmed, 'quantity', keys),
    values: amountsOf(affirmed, 'value', keys),
    contradictions: contradictionsIn(scene, tranches),
  };
}

/** The running round, and the earlier ones in their order. */
function roundsIn({ rounds }: Scene): [Round, Round[]] {
  const shown = rounds.map(({ number, opened }): Round => ({ number, opened }));
  return [shown.at(-1) ?? { number: 1, opened: null }, shown.slice(0, -1)];
}

function stepsOfRound({ affirmed, rounds }: Scene, number: number): Step[] {
  return affirmed.filter((step) => roundOf(step, rounds) === number);
}

/** Dated interest, offers, selection and talks on a day after a signature of the running round. */
function followOnOf(ofDeal: readonly Step[], scene: Scene): StrandState | null {
  const signed = ofDeal.find(({ type }) => type === 'ContractSigned');
  const early = STRAND_RULES.contract.rungs.slice(0, 2).flat();
  const further = ofDeal.filter(
    ({ type, dated, until }) => signed && dated && early.includes(type) && until > signed.until,
  );
  const folded = foldStrand('contract', further, scene.asOf);
  return folded && strandState(folded, scene);
}

function milestoneOf(step: Step, scene: Scene): Milestone {
  const { type, tranche, date, precision } = step;
  return {
    ...{ type, tranche, round: roundOf(step, scene.rounds), date, precision },
    certainty: certaintyOf([step], scene.asOf),
    disputed: disputersOf([step], scene).length > 0,
    ...evidenceOf([step], scene.keys),
  };
}

function expectationsIn(
  scene: Scene,
  { knownBy }: Times,
  ofDeal: readonly Step[],
  tranches: readonly FoldedTranche[],
): Expectation[] {
  const dealHalt = foldStrand('contract', ofDeal, scene.asOf)?.halt ?? null;
  const halts = new Map(tranches.map(({ status, contractHalt }) => [status.tranche, contractHalt]));
  return expectationsOf(scene.affirmed, {
    ...scene,
    knownBy,
    contractHalt: (tranche) => (tranche === null ? dealHalt : (halts.get(tranche) ?? null)),
  });
}

function contradictionsIn(
  { steps, affirmed, rounds, disputes, dates, keys }: Scene,
  tranches: readonly FoldedTranche[],
): Contradiction[] {
  return [
    ...denialsAmong(steps, rounds, disputes, keys),
    ...tranches.flatMap((tranche) => talksEntry(tranche.status.tranche, tranche, keys)),
    ...datesAmong(dates, rounds, keys),
    ...amountsAmong(affirmed, rounds, keys),
  ];
}
