import { contains, type PartialDate } from './partial-date';

/** A date with the independent sources that name it. */
export interface StatedDate {
  readonly date: PartialDate;
  readonly sources: ReadonlySet<string | undefined>;
}

/**
 * The date that a step takes of those that its reports name. A coarser date that holds a finer one supports it, so what counts
 * are the finest; where they differ, the one that most independent sources name or hold, then the most exact, then the step's
 * own, then the earliest.
 * @param own the date of the event that the others were joined to; null: then the step has none
 * @param stated all dates that can have been meant, the own one among them
 */
export function bestSupported(own: PartialDate | null, stated: readonly StatedDate[]): PartialDate | null {
  if (own === null) return null;
  const dates = [...new Set(stated.map(({ date }) => date))];
  const finest = dates.filter((date) => !dates.some((other) => other !== date && contains(date, other)));
  const support = (date: PartialDate): number =>
    new Set(stated.filter((other) => contains(other.date, date)).flatMap(({ sources }) => [...sources])).size;
  const [best] = finest.sort(
    (a, b) =>
      support(b) - support(a) || b.length - a.length || Number(b === own) - Number(a === own) || (a < b ? -1 : 1),
  );
  return best ?? own;
}
