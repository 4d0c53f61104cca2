import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NetShape, NetWeights } from '../types/network';
import { OUTPUTS, TypeModel, type TypeWeights } from '../types/type-model';
import { readVectors, type Vectors } from '../types/vectors';
import { type Hidden, HiddenModel } from './hidden-model';
import { HEADS, type Head, type Models } from './models';
import { RankModel, type Weights } from './rank-model';

/** Version of the form of these files and of what their features mean; files of another one cannot be read. */
export const MODEL_VERSION = '2.5.0';

/** What `types.json` says of the tensors in `types.bin`. */
export interface TypesFile {
  readonly version: string;
  readonly ruleFeatures: readonly string[];
  readonly shape: NetShape;
  readonly nets: number;
}

/** The tensors of a network in the order of the file, with their sizes; the learnt rows follow them in eight bits. */
export function tensorSizes(shape: NetShape): readonly (readonly [keyof Tensors, number])[] {
  const { size, filters, widths, outputs, ruleFeatures, hidden } = shape;
  const taps = widths.reduce((sum, width) => sum + width, 0);
  const pooled = filters * widths.length;
  return [
    ['taps', taps * filters * size],
    ['bias', pooled],
    ['out', outputs * pooled],
    ['outBias', outputs],
    ['wide', ruleFeatures * outputs],
    ['deepIn', ruleFeatures * hidden],
    ['deepBias', hidden],
    ['deepOut', outputs * hidden],
  ];
}

type Tensors = Omit<NetWeights, 'shape'>;

/** Reads all that was learnt from a folder: word vectors, networks, heads. Throws where a file is missing, cut short or of another version. */
export function loadModels(folder: string): Models {
  const heads = JSON.parse(readFileSync(join(folder, 'heads.json'), 'utf8')) as Record<Head, Weights>;
  const missing = HEADS.filter((head) => heads[head] === undefined);
  if (missing.length > 0) throw new Error(`heads.json lacks ${missing.join(', ')}`);
  const vectors = readVectors(folder);
  return {
    types: new TypeModel(readTypes(folder, vectors), vectors),
    heads: headsOf(heads, readHidden(folder)),
  };
}

/** The heads from their weights and, for that of deals, its hidden units. */
export function headsOf(weights: Readonly<Partial<Record<Head, Weights>>>, hidden: Hidden): Models['heads'] {
  const linear = HEADS.filter((head) => head !== 'deals').map((head) => [head, new RankModel(weights[head] ?? {})]);
  return { ...Object.fromEntries(linear), deals: new HiddenModel(weights.deals ?? {}, hidden) } as Models['heads'];
}

function readHidden(folder: string): Hidden {
  const hidden = JSON.parse(readFileSync(join(folder, 'deals.json'), 'utf8')) as Hidden & { version: string };
  if (hidden.version !== MODEL_VERSION)
    throw new Error(`deals.json is of version ${hidden.version} where ${MODEL_VERSION} is read`);
  const units = hidden.out.length;
  if (hidden.bias.length !== units || Object.values(hidden.rows).some((row) => row.length !== units))
    throw new Error(`deals.json has rows that do not fit its ${units} units`);
  return hidden;
}

function readTypes(folder: string, vectors: Vectors): TypeWeights {
  const file = JSON.parse(readFileSync(join(folder, 'types.json'), 'utf8')) as TypesFile;
  check(file, vectors);
  const buffer = readFileSync(join(folder, 'types.bin'));
  const bytes = buffer.buffer.slice(buffer.byteOffset, buffer.byteOffset + buffer.byteLength);
  const asked = file.nets * bytesOf(file.shape);
  if (bytes.byteLength !== asked)
    throw new Error(`types.bin holds ${bytes.byteLength} bytes where types.json asks for ${asked}`);
  let at = 0;
  const floats = (length: number) => {
    const values = new Float32Array(bytes, at, length);
    at += 4 * length;
    return values;
  };
  const nets = Array.from({ length: file.nets }, () => {
    const tensors = Object.fromEntries(tensorSizes(file.shape).map(([name, length]) => [name, floats(length)]));
    const { learntRows, size } = file.shape;
    const scales = floats(learntRows);
    const small = new Int8Array(bytes, at, learntRows * size);
    at += padded(learntRows * size);
    const rows = Float32Array.from(small, (value, index) => value * (scales[Math.floor(index / size)] as number));
    return { ...(tensors as unknown as Tensors), shape: file.shape, rows };
  });
  return { ruleFeatures: file.ruleFeatures, nets };
}

function check({ version, shape, ruleFeatures }: TypesFile, vectors: Vectors): void {
  const faults = [
    ...(version === MODEL_VERSION ? [] : [`is of version ${version} where ${MODEL_VERSION} is read`]),
    ...(shape.outputs === OUTPUTS ? [] : [`has ${shape.outputs} outputs where the catalogue asks for ${OUTPUTS}`]),
    ...(shape.size === vectors.size ? [] : [`reads words of ${shape.size} numbers where vectors have ${vectors.size}`]),
    ...(shape.ruleFeatures === ruleFeatures.length
      ? []
      : [`names ${ruleFeatures.length} of ${shape.ruleFeatures} rules`]),
  ];
  if (faults.length > 0) throw new Error(`types.json ${faults.join('; ')}`);
}

/** Bytes of one network: its tensors, then a scale for each learnt row, then the rows. */
function bytesOf(shape: NetShape): number {
  const { learntRows, size } = shape;
  const floats = tensorSizes(shape).reduce((sum, [, length]) => sum + length, learntRows);
  return 4 * floats + padded(learntRows * size);
}

/** Bytes filled up to whole words of four, so that the floats behind them lie where they must. */
const padded = (bytes: number): number => 4 * Math.ceil(bytes / 4);
