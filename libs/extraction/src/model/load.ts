import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NetShape, NetWeights } from '../types/network';
import { TypeModel, type TypeWeights } from '../types/type-model';
import { readVectors } from '../types/vectors';
import { HEADS, type Head, type Models } from './models';
import { RankModel, type Weights } from './rank-model';

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

/** Reads all that was learnt from a folder: word vectors, networks, heads. Throws where a file is missing or cut short. */
export function loadModels(folder: string): Models {
  const heads = JSON.parse(readFileSync(join(folder, 'heads.json'), 'utf8')) as Record<Head, Weights>;
  return {
    types: new TypeModel(readTypes(folder), readVectors(folder)),
    heads: Object.fromEntries(HEADS.map((head) => [head, new RankModel(heads[head])])) as Record<Head, RankModel>,
  };
}

function readTypes(folder: string): TypeWeights {
  const file = JSON.parse(readFileSync(join(folder, 'types.json'), 'utf8')) as TypesFile;
  const buffer = readFileSync(join(folder, 'types.bin'));
  const bytes = buffer.buffer.slice(buffer.byteOffset, buffer.byteOffset + buffer.byteLength);
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
    at += 4 * Math.ceil((learntRows * size) / 4);
    const rows = Float32Array.from(small, (value, index) => value * (scales[Math.floor(index / size)] as number));
    return { ...(tensors as unknown as Tensors), shape: file.shape, rows };
  });
  if (at !== bytes.byteLength)
    throw new Error(`types.bin holds ${bytes.byteLength} bytes where types.json asks for ${at}`);
  return { ruleFeatures: file.ruleFeatures, nets };
}
