import type { RecordedReport, Times } from '@dealwatch/domain';
import { first, last, monthsLater } from './calendar';
import { type OracleScene, oracleExpectations } from './oracle-expectations';
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
    quantities: oracleAmounts('quantity', affirmed, scene),
    values: oracleAmounts('value', affirmed, scene),
    contradictions: [...oracleDenials(scene), ...numbers.flatMap((tranche) => oracleTalks(tranche, scene))],
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
      quantities: oracleAmounts('quantity', [step], scene),
      values: oracleAmounts('value', [step], scene),
      sources: voices([step], scene.sourceOf),
      disputedBy: step.polarity === 'affirmed' ? scene.deniedBy(step) : [],
      disputes: step.polarity === 'denied' ? scene.affirmed.filter(isDenied).map(({ id }) => id) : [],
      events: [...new Set(reports.map(({ eventId }) => eventId))],
    });
  });
}

function oracleScene(history: readonly RecordedReport[], times: Times): Scene {
  const { asOf } = times;
  const reports = reportsThatCount(history, times);
  const steps = inOrder(oracleSteps(reports).filter(({ days }) => days.some((each) => each <= asOf)));
  const affirmed = steps.filter(({ polarity }) => polarity === 'affirmed');
  const openings = oracleOpenings(affirmed, asOf);
  const scene = { asOf, steps, affirmed, openings, sourceOf: oracleSources(reports) };
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

/** Whose word each report is, by report id. */
function oracleSources(reports: readonly RecordedReport[]): Map<string, string> {
  return new Map(
    reports.map(({ report }) => {
      const sameText = reports
        .map((other) => other.report.article)
        .filter(({ textHash }) => textHash === report.article.textHash);
      const [original] = sameText.sort((a, b) =>
        `${a.publishedOn} ${a.articleId}` < `${b.publishedOn} ${b.articleId}` ? -1 : 1,
      );
      const site = original?.url ? new URL(original.url).hostname.split('.').slice(-2).join('.') : null;
      return [report.reportId, report.origin ?? site ?? original?.source?.toLowerCase() ?? original?.articleId ?? ''];
    }),
  );
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
    },
  ];
}

function oracleDenials(scene: Scene): ContradictionOutline[] {
  const kind = (step: OracleStep): string => `${step.type} ${step.tranche} ${roundNumber(step, scene)}`;
  const active = scene.steps.filter((step) => scene.affirmed.some((claim) => denialsOf(claim, scene).includes(step)));
  return [...new Set(active.map(kind))].flatMap((each) => {
    const against = active.filter((step) => kind(step) === each);
    const claim = scene.affirmed.filter((step) => denialsOf(step, scene).some((denial) => against.includes(denial)));
    return against.slice(0, 1).map(({ type, tranche }) => {
      return { kind: 'denial', type, tranche, claim: claim.map(({ id }) => id), against: against.map(({ id }) => id) };
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

/** One line for each type, tranche and unit of which steps state an amount, as `amountLines` writes it. */
function oracleAmounts(
  field: 'quantity' | 'value',
  steps: readonly OracleStep[],
  { sourceOf }: Pick<Scene, 'sourceOf'>,
): string[] {
  const stated = steps.flatMap(({ type, tranche, reports }) =>
    reports.flatMap(({ report }) => (report[field] ? [{ type, tranche, report, ...report[field] }] : [])),
  );
  const label = ({ type, tranche, unit }: (typeof stated)[number]): string =>
    JSON.stringify([type, tranche ?? 0, unit]);
  return [...new Set(stated.map(label))].sort().map((each) => {
    const group = stated.filter((one) => label(one) === each);
    const amounts = group.map(({ amount }) => amount).sort((a, b) => a - b);
    const heard = new Set(group.map(({ report }) => sourceOf.get(report.reportId))).size;
    const { type, tranche, unit } = group[0] ?? { type: '', tranche: null, unit: '' };
    const said = group.map(({ report, amount }) => `${report.reportId} ${amount}`).sort();
    return `${type} ${tranche} ${unit} ${amounts[0]}-${amounts[amounts.length - 1]} ${heard}: ${said}`;
  });
}
