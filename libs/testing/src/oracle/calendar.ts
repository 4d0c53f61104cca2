/** Dates the plain way: as lists of days, made with `Date` in UTC. Shares nothing with libs/domain. */

const known = new Map<string, string[]>();

/** Every day that a date stands for. */
export function daysIn(date: string): string[] {
  const listed = known.get(date);
  if (listed) return listed;
  const days: string[] = [];
  const day = new Date(`${date.padEnd(10, '-01')}T00:00:00Z`);
  while (iso(day).startsWith(date)) {
    days.push(iso(day));
    day.setUTCDate(day.getUTCDate() + 1);
  }
  known.set(date, days);
  return days;
}

/** Whether each day of `inner` is a day of `outer`. */
export function isWithin(inner: string, outer: string): boolean {
  const days = new Set(daysIn(outer));
  return daysIn(inner).every((day) => days.has(day));
}

/** The same date some months later, or the last day of that month where it is too short. */
export function monthsLater(day: string, months: number): string {
  const target = new Date(`${day.slice(0, 7)}-01T00:00:00Z`);
  target.setUTCMonth(target.getUTCMonth() + months);
  const days = daysIn(iso(target).slice(0, 7));
  return days[Number(day.slice(8)) - 1] ?? last(days);
}

/** Days from one to the other, counted one by one; 0 where the second is not later. */
export function daysLater(from: string, to: string): number {
  let count = 0;
  for (const day = new Date(`${from}T00:00:00Z`); iso(day) < to; day.setUTCDate(day.getUTCDate() + 1)) count += 1;
  return count;
}

export function first(days: readonly string[]): string {
  return days[0] ?? '';
}

export function last(days: readonly string[]): string {
  return days[days.length - 1] ?? '';
}

function iso(day: Date): string {
  return day.toISOString().slice(0, 10);
}
