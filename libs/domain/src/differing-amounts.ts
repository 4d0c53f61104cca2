import { groupBy } from './grouping';
import type { RecordedReport } from './history';
import type { SourceKeys } from './sources';
import type { Step } from './steps';

export type AmountField = 'quantity' | 'value';

/** Rounding ("about 2.5 billion") is no contradiction. */
const TOLERANCE = 1.1;

/** An amount that a report gives, and whose word it is. */
export interface StatedAmount {
  readonly amount: number;
  readonly source: string | undefined;
  readonly report: RecordedReport;
}

/** Two sides of one step's amounts in one unit; the claim begins with the report that leads it. */
export interface DifferingAmounts {
  readonly unit: string;
  readonly claim: readonly StatedAmount[];
  readonly against: readonly StatedAmount[];
}

/**
 * The units in which independent sources give a step amounts that differ by more than a tenth, with both sides. The claim is
 * what most sources say, of equals what was published first. What a source says beside its own claim is a part or another
 * count, and no contradiction.
 */
export function differingAmounts({ reports }: Step, field: AmountField, keys: SourceKeys): DifferingAmounts[] {
  const stated = reports.flatMap((report) => {
    const amount = report.report[field];
    return amount ? [{ ...amount, source: keys.get(report.report.reportId), report }] : [];
  });
  return [...groupBy(stated, ({ unit }) => unit)].flatMap(([unit, ofUnit]) => {
    const support = ({ amount }: StatedAmount): number =>
      new Set(ofUnit.filter((other) => areClose(other.amount, amount)).map(({ source }) => source)).size;
    const best = ofUnit.reduce((leading, one) => (support(one) > support(leading) ? one : leading));
    const claim = ofUnit.filter(({ amount }) => areClose(amount, best.amount));
    const against = ofUnit.filter((one) => !claim.includes(one) && !claim.some(({ source }) => source === one.source));
    return against.length > 0 ? [{ unit, claim: [best, ...claim.filter((one) => one !== best)], against }] : [];
  });
}

function areClose(a: number, b: number): boolean {
  return a === b || (Math.min(a, b) > 0 && Math.max(a, b) <= Math.min(a, b) * TOLERANCE);
}
