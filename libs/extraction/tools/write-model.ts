import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Hidden } from '../src/model/hidden-model';
import { type TypesFile, tensorSizes } from '../src/model/load';
import type { Head } from '../src/model/models';
import type { Weights } from '../src/model/rank-model';
import type { TypeWeights } from '../src/types/type-model';

/** Writes what was learnt as the data files that the extractor reads. */
export function writeModel(
  folder: string,
  version: string,
  types: TypeWeights,
  { weights, hidden }: { readonly weights: Readonly<Partial<Record<Head, Weights>>>; readonly hidden: Hidden },
): void {
  const [first] = types.nets;
  if (!first) throw new Error('There is no network to write.');
  const file: TypesFile = { version, ruleFeatures: types.ruleFeatures, shape: first.shape, nets: types.nets.length };
  writeFileSync(join(folder, 'types.json'), `${JSON.stringify(file)}\n`);
  writeFileSync(join(folder, 'types.bin'), Buffer.concat(types.nets.flatMap(bytesOf)));
  writeFileSync(join(folder, 'heads.json'), `${headsJson(weights)}\n`);
  writeFileSync(join(folder, 'deals.json'), `${hiddenJson(version, hidden)}\n`);
}

function bytesOf(net: TypeWeights['nets'][number]): Buffer[] {
  const { size, learntRows } = net.shape;
  const scales = new Float32Array(learntRows);
  const small = new Int8Array(4 * Math.ceil((learntRows * size) / 4));
  for (let row = 0; row < learntRows; row += 1) {
    const values = net.rows.subarray(row * size, (row + 1) * size);
    const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-6);
    scales[row] = largest / 127;
    values.forEach((value, column) => {
      small[row * size + column] = Math.round((value / largest) * 127);
    });
  }
  const tensors = tensorSizes(net.shape).map(([name]) => net[name]);
  return [...tensors, scales, small].map((values) => Buffer.from(values.buffer, values.byteOffset, values.byteLength));
}

/** One weight a line, sorted, so that a change reads well in a diff. */
function headsJson(heads: Readonly<Partial<Record<Head, Weights>>>): string {
  const parts = Object.entries(heads).map(([head, weights]) => {
    const lines = Object.entries(weights)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, weight]) => `${JSON.stringify(name)}:${weight}`);
    return `${JSON.stringify(head)}:{\n${lines.join(',\n')}\n}`;
  });
  return `{\n${parts.join(',\n')}\n}`;
}

/** One row a line, sorted. */
function hiddenJson(version: string, { bias, out, rows }: Hidden): string {
  const lines = Object.entries(rows)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, row]) => `${JSON.stringify(name)}:${JSON.stringify(row)}`);
  return `{"version":${JSON.stringify(version)},\n"bias":${JSON.stringify(bias)},\n"out":${JSON.stringify(out)},\n"rows":{\n${lines.join(',\n')}\n}}`;
}
