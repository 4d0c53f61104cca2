import { isWithin } from './calendar';
import type { OracleStep } from './oracle-steps';
import { voices } from './oracle-strand';
import { type ContradictionOutline, saidLine } from './outline';

type Sources = ReadonlyMap<string, string>;
type Kind = (step: OracleStep) => string;

const ONCE = ['ContractSigned', 'DealCancelled', 'DeliveryStarted', 'DeliveryCompleted', 'SystemActivated'];

/** What happens once and is given several dates; steps in order of occurrence. */
export function oracleDates(affirmed: readonly OracleStep[], kind: Kind, sourceOf: Sources): ContradictionOutline[] {
  const kinds = [...new Set(affirmed.map(kind))];
  const firstOf = (each: string): number => affirmed.findIndex((step) => step.dated && kind(step) === each);
  return kinds
    .sort((a, b) => firstOf(a) - firstOf(b))
    .flatMap((each) => {
      const [best, ...others] = datesOf(each, affirmed, kind, sourceOf);
      if (!best || others.length === 0) return [];
      const said = saidLine({ claim: best.date, against: others.map(({ date }) => date) });
      const { type, tranche, id } = best;
      return [{ kind: 'dates', type, tranche, claim: [id], against: others.map((other) => other.id), said }];
    });
}

/** The steps that give another date to the same thing as a step. */
export function datedApart(step: OracleStep, affirmed: readonly OracleStep[], kind: Kind, sourceOf: Sources): string[] {
  const dates = datesOf(kind(step), affirmed, kind, sourceOf);
  if (dates.length < 2 || !dates.includes(step)) return [];
  return dates.filter((other) => areApart(other, step)).map(({ id }) => id);
}

/** The best supported step of a kind, then those that say otherwise. */
function datesOf(each: string, affirmed: readonly OracleStep[], kind: Kind, sourceOf: Sources): OracleStep[] {
  const steps = affirmed.filter((step) => step.dated && ONCE.includes(step.type) && kind(step) === each);
  const most = Math.max(...steps.map((step) => voices([step], sourceOf)));
  const supported = steps.filter((step) => voices([step], sourceOf) === most);
  const exactest = Math.max(...supported.map(({ date }) => date.length));
  const best = supported.find(({ date }) => date.length === exactest);
  return best ? [best, ...steps.filter((step) => areApart(step, best))] : [];
}

function areApart(a: OracleStep, b: OracleStep): boolean {
  return !isWithin(a.date, b.date) && !isWithin(b.date, a.date);
}
