import type { RecordedReport, Times } from '@dealwatch/domain';
import { first, last, monthsLater } from './calendar';
import { oracleAmounts, oracleDifferingAmounts } from './oracle-amounts';
import { datedApart, oracleDates } from './oracle-dates';
import { type OracleScene, oracleExpectations } from './oracle-expectations';
import { oracleSources } from './oracle-sources';
import { day, type OracleStep, oracleSteps, reportsThatCount } from './oracle-steps';
import { height, inOrder, oracleStrand, precision, sure, TABLE, voices } from './oracle-strand';
import {
  type ContradictionOutline,
  type StatusOutline,
  type StrandOutline,
  type StrandOutlines,
  timelineLine,
} from './outline';

const MILESTONES = ['ContractAmended', 'PaymentMade', 'ExportApproved', 'ProductionProgressed'];
const OF_A_PURCHASE = ['contract', 'delivery', 'technology', 'operation'];
interface Scene extends OracleScene {
  readonly steps: readonly OracleStep[];
  readonly openings: readonly OracleStep[];
}

/**
 * The status as DESIGN's rules give it, worked out the slow way and from scratch: for comparison with the fold only.
 * Everything that the fold sorts, indexes or shares is searched for again here.
 */
export function oracleStatus(history: readonly RecordedReport[], times: Times): StatusOutline {
  const scene = oracleScene(history, times);
  const { affirmed, openings } = scene;
  const current = openings.length + 1;
  const numbers = [...new Set(affirmed.flatMap(({ tranche }) => (tranche === null ? [] : [tranche])))].sort(
    (a, b) => a - b,
  );
  const ofDeal = affirmed.filter((step) => step.tranche === null && [null, current].includes(roundNumber(step, scene)));
  const strandsIn = (steps: readonly OracleStep[]): StrandOutlines =>
    allStrands((name) => oracleStrand(name, steps, scene));
  return {
    strands: strandsIn(ofDeal),
    tranches: numbers.map((tranche) => ({ tranche, strands: trancheStrands(tranche, scene) })),
    rollUp: oracleRollUp(ofDeal, numbers, scene),
    round: { number: current, opened: openings[current - 2]?.date ?? null },
    earlierRounds: openings.map((_, index) => ({
      number: index + 1,
      opened: openings[index - 1]?.date ?? null,
      strands: strandsIn(affirmed.filter((step) => roundNumber(step, scene) === index + 1)),
    })),
    followOn: oracleFollowOn(ofDeal, scene),
    milestones: affirmed
      .filter(({ type }) => MILESTONES.includes(type))
      .map((step) =>
        [
          ...[
            step.type,
            step.tranche,
            roundNumber(step, scene),
            step.date,
            sure(step, scene.asOf) ? 'certain' : 'possible',
          ],
          ...[scene.deniedBy(step).length > 0, voices([step], scene.sourceOf)],
        ].join(' '),
      ),
    expectations: oracleExpectations(ofDeal, times, scene),
    quantities: oracleAmounts('quantity', affirmed, scene.sourceOf),
    values: oracleAmounts('value', affirmed, scene.sourceOf),
    contradictions: [
      ...oracleDenials(scene),
      ...numbers.flatMap((tranche) => oracleTalks(tranche, scene)),
      ...oracleDates(affirmed, kindIn(scene), scene.sourceOf),
      ...affirmed.flatMap((step) => oracleDifferingAmounts(step, scene.sourceOf)),
    ],
  };
}

/** One line for each step in order of occurrence, as `timelineOutline` writes it. */
export function oracleTimeline(history: readonly RecordedReport[], times: Times): string[] {
  const scene = oracleScene(history, times);
  return scene.steps.map((step) => {
    const { days, reports } = step;
    const isDenied = (claim: OracleStep): boolean => scene.deniedBy(claim).includes(step.id);
    return timelineLine({
      ...step,
      ...{ precision: precision(step), from: first(days), until: last(days) },
      certainty: sure(step, scene.asOf) ? 'certain' : 'possible',
      salience: reports.some(({ report }) => report.salience === 'news') ? 'news' : 'background',
      confidence: reports.map(({ report }) => report.confidence).sort((a, b) => a - b)[reports.length - 1] ?? 0,
      actors: [...new Set(reports.flatMap(({ report }) => report.actors))].sort(),
      quantities: oracleAmounts('quantity', [step], scene.sourceOf),
      values: oracleAmounts('value', [step], scene.sourceOf),
      sources: voices([step], scene.sourceOf),
      disputedBy: step.polarity === 'affirmed' ? scene.deniedBy(step) : [],
      disputes: step.polarity === 'denied' ? scene.affirmed.filter(isDenied).map(({ id }) => id) : [],
      datedOtherwise: datedApart(step, scene.affirmed, kindIn(scene), scene.sourceOf),
      events: [...new Set(reports.map(({ eventId }) => eventId))],
    });
  });
}

function oracleScene(history: readonly RecordedReport[], times: Times): Scene {
  const { asOf } = times;
  const reports = reportsThatCount(history, times);
  const sourceOf = oracleSources(reports);
  const steps = inOrder(oracleSteps(reports, sourceOf).filter(({ days }) => days.some((each) => each <= asOf)));
  const affirmed = steps.filter(({ polarity }) => polarity === 'affirmed');
  const openings = oracleOpenings(affirmed, asOf);
  const scene = { asOf, steps, affirmed, openings, sourceOf };
  return { ...scene, deniedBy: (step) => denialsOf(step, { ...scene, deniedBy: () => [] }).map(({ id }) => id) };
}

/** Signatures that begin a second, third, … purchase. */
function oracleOpenings(affirmed: readonly OracleStep[], asOf: string): OracleStep[] {
  const signed = affirmed.filter(
    (step) => step.type === 'ContractSigned' && step.tranche === null && step.dated && sure(step, asOf),
  );
  return signed.filter((step, index) => {
    const before = signed[index - 1];
    return before !== undefined && first(step.days) > monthsLater(day(before), 12);
  });
}

function roundNumber(step: OracleStep, { openings }: Pick<Scene, 'openings'>): number | null {
  const inPurchase = OF_A_PURCHASE.some((name) =>
    `${TABLE[name]?.rungs.join(' ')} ${TABLE[name]?.halts}`.split(' ').includes(step.type),
  );
  if (step.tranche !== null || !(inPurchase || MILESTONES.includes(step.type))) return null;
  return 1 + openings.filter((opening) => day(opening) <= day(step)).length;
}

/** The denials that dispute an affirmed step and that nothing has settled. */
function denialsOf(claim: OracleStep, scene: Scene): OracleStep[] {
  const alike = scene.steps.filter(
    (other) =>
      other.type === claim.type &&
      other.tranche === claim.tranche &&
      roundNumber(other, scene) === roundNumber(claim, scene),
  );
  return alike.filter((denial) => {
    const settled = alike.some(
      (other) => other.polarity === 'affirmed' && other.dated && day(other) > day(denial) && sure(other, scene.asOf),
    );
    return denial.polarity === 'denied' && day(claim) <= day(denial) && !settled;
  });
}

function allStrands(make: (name: string) => StrandOutline | null): StrandOutlines {
  const strands: Record<string, StrandOutline> = {};
  for (const name of Object.keys(TABLE)) {
    const strand = make(name);
    if (strand) strands[name] = strand;
  }
  return strands;
}

function trancheStrands(tranche: number, scene: Scene): StrandOutlines {
  const own = scene.affirmed.filter((step) => step.tranche === tranche);
  const strands = allStrands((name) => oracleStrand(name, own, scene));
  const { contract } = strands;
  if (contract?.state !== 'ContractSigned') return strands;
  const talks = talksAgainst(tranche, scene).map(({ id }) => id);
  return { ...strands, contract: { ...contract, disputedBy: [...new Set([...contract.disputedBy, ...talks])].sort() } };
}

/** Dated lower steps on or after a signature of the tranche, unless a later dated signature has come. */
function talksAgainst(tranche: number, { affirmed, asOf }: Scene): OracleStep[] {
  const own = affirmed.filter((step) => step.tranche === tranche);
  const signed = own.filter(({ type }) => type === 'ContractSigned');
  const lower = own.filter(
    ({ type, dated }) =>
      dated && type !== 'ContractSigned' && TABLE.contract?.rungs.join(' ').split(' ').includes(type),
  );
  return lower.filter(
    (talk) =>
      signed.some((signature) => day(signature) <= day(talk)) &&
      !signed.some((signature) => signature.dated && sure(signature, asOf) && day(signature) > day(talk)),
  );
}

function oracleTalks(tranche: number, scene: Scene): ContradictionOutline[] {
  const talks = talksAgainst(tranche, scene);
  if (talks.length === 0) return [];
  const signed = scene.affirmed.filter((step) => step.tranche === tranche && step.type === 'ContractSigned');
  const claim = signed.filter((signature) => talks.some((talk) => day(signature) <= day(talk)));
  return [
    {
      kind: 'talks-after-signature',
      type: 'ContractSigned',
      tranche,
      claim: claim.map(({ id }) => id),
      against: talks.map(({ id }) => id),
      said: null,
    },
  ];
}

/** What must agree for two steps to be about the same thing. */
function kindIn(scene: Scene): (step: OracleStep) => string {
  return (step) => `${step.type} ${step.tranche} ${roundNumber(step, scene)}`;
}

function oracleDenials(scene: Scene): ContradictionOutline[] {
  const kind = kindIn(scene);
  const active = scene.steps.filter((step) => scene.affirmed.some((claim) => denialsOf(claim, scene).includes(step)));
  return [...new Set(active.map(kind))].flatMap((each) => {
    const against = active.filter((step) => kind(step) === each);
    const claim = scene.affirmed.filter((step) => denialsOf(step, scene).some((denial) => against.includes(denial)));
    return against.slice(0, 1).map(({ type, tranche }) => {
      return {
        kind: 'denial',
        type,
        tranche,
        claim: claim.map(({ id }) => id),
        against: against.map(({ id }) => id),
        said: null,
      };
    });
  });
}

function oracleFollowOn(ofDeal: readonly OracleStep[], scene: Scene): StrandOutline | null {
  const signed = ofDeal.filter(({ type }) => type === 'ContractSigned');
  const early = ['InterestExpressed', 'OfferMade', 'SystemSelected', 'NegotiationsReported'];
  const after = ofDeal.filter(
    (step) => step.dated && early.includes(step.type) && signed.some((signature) => day(signature) < day(step)),
  );
  return oracleStrand('contract', after, scene);
}

function oracleRollUp(
  ofDeal: readonly OracleStep[],
  numbers: readonly number[],
  scene: Scene,
): StatusOutline['rollUp'] {
  const ofTranches = scene.affirmed.filter(({ tranche, type }) => tranche !== null && height(type) < 9);
  const steps = inOrder([...ofDeal, ...ofTranches]);
  const wholeAt = (step: OracleStep): boolean => {
    const soFar = steps.slice(0, steps.indexOf(step) + 1).filter(({ type }) => type === 'DeliveryCompleted');
    return numbers.every((number) => soFar.some(({ tranche }) => tranche === number));
  };
  const seenAs = (step: OracleStep): string =>
    step.type === 'DeliveryCompleted' && !wholeAt(step) ? 'DeliveryMade' : step.type;
  const rollUp: Record<string, StatusOutline['rollUp'][string]> = {};
  for (const name of Object.keys(TABLE)) {
    const strand = oracleStrand(name, steps, scene, seenAs);
    if (!strand) continue;
    const { state, certainty, otherwise, since, latest, disputedBy, steps: behind } = strand;
    const halt = oracleStrand(name, ofDeal, scene)?.halt ?? null;
    rollUp[name] = {
      state,
      certainty,
      otherwise,
      since,
      latest,
      halt: halt?.type ?? null,
      disputed: disputedBy.length > 0,
      tranches: tranchesOf(steps.filter(({ id }) => behind.includes(id))),
      steps: behind,
      sources: strand.sources,
    };
  }
  return rollUp;
}

/** Numbers of the tranches of some steps, from the lowest, the deal itself (null) before them. */
function tranchesOf(steps: readonly OracleStep[]): (number | null)[] {
  const numbers = steps.flatMap(({ tranche }) => (tranche === null ? [] : [tranche])).sort((a, b) => a - b);
  return [...new Set([...(numbers.length < steps.length ? [null] : []), ...numbers])];
}
