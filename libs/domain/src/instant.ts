import { addDays, dayProblem } from './day';
import { DomainError } from './domain-error';
import type { Day, Instant } from './ids';

const INSTANT = /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?([Zz]|[+-]\d{2}:\d{2})$/;

/**
 * Reads an RFC 3339 moment and gives it in UTC, with three to nine decimals of a second: `2019-07-12T10:00:00.000Z`.
 * @throws DomainError `invalid-instant` with the reason
 */
export function parseInstant(value: string, pointer: string | null = null): Instant {
  const problem = instantProblem(value);
  if (problem) throw new DomainError('invalid-instant', problem, pointer);
  const parts = INSTANT.exec(value) ?? [];
  const [, , , , second = '', fraction = ''] = parts;
  const { day, minutes: ofDay } = inUtc(parts);
  return `${day}T${two(Math.floor(ofDay / 60))}:${two(ofDay % 60)}:${second}.${fraction.padEnd(3, '0')}Z` as Instant;
}

/** Why a string is no RFC 3339 moment, as a sentence for its writer; null where it is one. */
export function instantProblem(value: string): string | null {
  const parts = INSTANT.exec(value);
  if (!parts) return `"${value}" is not a moment; write it as 2019-07-12T10:00:00Z, with Z or an offset.`;
  const problem = dayProblem(parts[1] ?? '');
  if (problem) return problem;
  const [hour, minute, second] = [Number(parts[2]), Number(parts[3]), Number(parts[4])];
  if (hour > 23 || minute > 59 || second > 59 || Math.abs(offsetMinutes(parts[6] ?? 'Z')) > 1439) {
    return `"${value}" names a time outside 00:00:00 to 23:59:59.`;
  }
  return dayProblem(inUtc(parts).day) === null ? null : `"${value}" is in UTC outside the years 0001 to 9999.`;
}

/** Day and minute of that day, in UTC, of the parts of a moment. */
function inUtc([, day, hour, minute, , , zone = 'Z']: readonly (string | undefined)[]): { day: Day; minutes: number } {
  const minutes = Number(hour) * 60 + Number(minute) - offsetMinutes(zone);
  return { day: addDays(day as Day, Math.floor(minutes / 1440)), minutes: ((minutes % 1440) + 1440) % 1440 };
}

/**
 * Order of two moments: negative, zero or positive. Not by comparing the strings: "10:00:00.000Z" would sort after
 * "10:00:00.000123Z", for the Z stands above the digits.
 */
export function compareInstants(a: Instant, b: Instant): number {
  if (a === b) return 0;
  const [left, right] = [sortable(a), sortable(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function sortable(instant: Instant): string {
  return instant.slice(0, -1).padEnd(29, '0');
}

function offsetMinutes(zone: string): number {
  if (zone.length === 1) return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  return zone.startsWith('-') ? -minutes : minutes;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
