import { readFileSync, unlinkSync } from 'node:fs';
import pg from 'pg';

/**
 * Loaded into API and worker by `node --require` in the fault specs only. When the file FAULT_FILE names a point and this
 * process comes to that point, it removes the file and kills itself with SIGKILL. The services themselves know nothing of it.
 */
export const FAULT_POINTS = [
  'after the commit of an article',
  'after the commit of an extraction',
  "after the commit of a deal's append",
  'after the commit of a projection',
  'after a send, before its record',
  'before the acknowledgement of extract',
  'before the acknowledgement of record',
  'before the acknowledgement of project',
  'before the acknowledgement of deliver',
] as const;
export type FaultPoint = (typeof FAULT_POINTS)[number];

/** Statements by which a transaction is known: its commit is the point. */
const TRANSACTIONS: readonly (readonly [RegExp, FaultPoint])[] = [
  [/insert into "article" /, 'after the commit of an article'],
  [/update "article" set "state"/, 'after the commit of an extraction'],
  [/insert into deal \(/, "after the commit of a deal's append"],
  [/set projected_version/, 'after the commit of a projection'],
];

type Query = (this: object, ...args: unknown[]) => unknown;

const file = process.env.FAULT_FILE;
if (file !== undefined) watch(file);

function watch(faultFile: string): void {
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const query = prototype.query;
  const passed = new WeakMap<object, FaultPoint[]>();
  prototype.query = function (...args) {
    const [text, values] = textOf(args);
    dieAt(faultFile, pointBefore(text, values));
    if (/^begin/i.test(text)) passed.set(this, []);
    const point = TRANSACTIONS.find(([statement]) => statement.test(text))?.[1];
    if (point) passed.get(this)?.push(point);
    const result = query.apply(this, args);
    if (!/^commit/i.test(text) || !(result instanceof Promise)) return result;
    const points = passed.get(this) ?? [];
    return result.then((answer) => {
      for (const each of points) dieAt(faultFile, each);
      return answer;
    });
  };
}

function pointBefore(text: string, values: readonly unknown[]): FaultPoint | undefined {
  if (/insert into webhook_attempt/.test(text)) return 'after a send, before its record';
  if (!/move_to_completed/.test(text)) return undefined;
  return FAULT_POINTS.find((point) => point === `before the acknowledgement of ${String(values[0])}`);
}

function textOf([first, second]: unknown[]): [string, readonly unknown[]] {
  if (typeof first === 'string') return [first, Array.isArray(second) ? second : []];
  const { text = '', values = [] } = (first ?? {}) as { text?: string; values?: readonly unknown[] };
  return [text, values];
}

function dieAt(faultFile: string, point: FaultPoint | undefined): void {
  if (point === undefined) return;
  try {
    if (readFileSync(faultFile, 'utf8') !== point) return;
    unlinkSync(faultFile); // of two processes at the point only one can remove it
  } catch {
    return;
  }
  process.kill(process.pid, 'SIGKILL');
}
