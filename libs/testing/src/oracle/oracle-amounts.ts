import type { OracleStep } from './oracle-steps';
import { amountLine, type ContradictionOutline, saidLine } from './outline';

type Field = 'quantity' | 'value';
type Sources = ReadonlyMap<string, string>;

/** One line for each type, tranche and unit of which steps state an amount, as `amountLine` writes it. */
export function oracleAmounts(field: Field, steps: readonly OracleStep[], sourceOf: Sources): string[] {
  const stated = steps.flatMap((step) =>
    step.reports.flatMap(({ report }) => (report[field] ? [{ step, report, ...report[field] }] : [])),
  );
  const label = ({ step: { type, tranche }, unit }: (typeof stated)[number]): string =>
    JSON.stringify([type, tranche ?? 0, unit]);
  return [...new Set(stated.map(label))].sort().map((each) => {
    const group = stated.filter((one) => label(one) === each);
    const amounts = group.map(({ amount }) => amount).sort((a, b) => a - b);
    return amountLine({
      what: group
        .slice(0, 1)
        .map(({ step, unit }) => `${step.type} ${step.tranche} ${unit}`)
        .join(),
      min: amounts[0],
      max: amounts[amounts.length - 1],
      disputed: group.some(({ step, unit }) => sidesOf(step, field, sourceOf).some((sides) => sides.unit === unit)),
      sources: new Set(group.map(({ report }) => sourceOf.get(report.reportId))).size,
      stated: group.map(({ report, amount }) => `${report.reportId} ${amount}`).sort(),
    });
  });
}

/** The amounts of one step on which sources differ. */
export function oracleDifferingAmounts(step: OracleStep, sourceOf: Sources): ContradictionOutline[] {
  const { id, type, tranche } = step;
  return (['quantity', 'value'] as const).flatMap((kind) =>
    sidesOf(step, kind, sourceOf).map(({ unit, claim, against }) => {
      const others = [...new Set(against)].sort((a, b) => a - b);
      return {
        kind,
        type,
        tranche,
        claim: [id],
        against: [id],
        said: `${unit} ${saidLine({ claim, against: others })}`,
      };
    }),
  );
}

function sidesOf(
  step: OracleStep,
  field: Field,
  sourceOf: Sources,
): { unit: string; claim: number; against: number[] }[] {
  const inTime = [...step.reports].sort((a, b) => (stamp(a) < stamp(b) ? -1 : 1));
  const all = inTime.flatMap(({ report }) =>
    report[field] ? [{ ...report[field], source: sourceOf.get(report.reportId) }] : [],
  );
  return [...new Set(all.map(({ unit }) => unit))].flatMap((unit) => {
    const stated = all.filter((one) => one.unit === unit);
    const agreeing = (amount: number): typeof stated => stated.filter((other) => isAlike(other.amount, amount));
    const voices = (amount: number): number => new Set(agreeing(amount).map(({ source }) => source)).size;
    const most = Math.max(...stated.map(({ amount }) => voices(amount)));
    const claim = stated.find(({ amount }) => voices(amount) === most)?.amount ?? 0;
    const claimants = agreeing(claim).map(({ source }) => source);
    const against = stated.filter(({ source }) => !claimants.includes(source)).map(({ amount }) => amount);
    return against.length > 0 ? [{ unit, claim, against }] : [];
  });
}

function stamp({ report }: OracleStep['reports'][number]): string {
  return [
    report.article.publishedOn,
    report.article.articleId,
    String(report.start).padStart(9, '0'),
    report.reportId,
  ].join(' ');
}

function isAlike(a: number, b: number): boolean {
  return a === b || (a > 0 && b > 0 && a <= b * 1.1 && b <= a * 1.1);
}
