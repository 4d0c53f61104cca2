import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EVENT_TYPES } from '@dealwatch/domain';
import { writeVectors } from '../../tools/make-vectors';
import { writeModel } from '../../tools/write-model';
import { analyse } from '../analysis';
import type { NetShape } from '../types/network';
import { ruledTriggers } from '../types/rule-features';
import { OUTPUTS, TypeModel, type TypeWeights } from '../types/type-model';
import { LEARNT_WORDS, readVectors, SIZE } from '../types/vectors';
import type { Hidden } from './hidden-model';
import { loadModels, MODEL_VERSION, type TypesFile, tensorSizes } from './load';
import { HEADS, type Head } from './models';

const SHAPE: NetShape = {
  size: SIZE,
  filters: 32,
  widths: [1, 2],
  outputs: OUTPUTS,
  ruleFeatures: 2,
  hidden: 4,
  learntRows: LEARNT_WORDS.length,
};
const net = (seed: number) => {
  const numbers = (length: number, salt: number) =>
    Float32Array.from({ length }, (_, at) => Math.sin((at + 1) * seed * salt) * 0.5);
  const tensors = Object.fromEntries(tensorSizes(SHAPE).map(([name, length], at) => [name, numbers(length, at + 2)]));
  return {
    ...(tensors as unknown as TypeWeights['nets'][number]),
    shape: SHAPE,
    rows: numbers(SHAPE.learntRows * SIZE, 1),
  };
};
const TYPES: TypeWeights = { ruleFeatures: ['frame:sign', 'no:money'], nets: [net(3.1), net(7.7)] };
const HIDDEN: Hidden = { bias: [-1, 0.5], out: [2, -1], rows: { 'a "quoted" feature': [3, -4], other: [0.5, 1] } };
const WEIGHTS = Object.fromEntries(HEADS.map((head, at) => [head, { [head]: at + 0.5, 'a "quoted" feature': -1 }]));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'model-'));
  const words = ['signed', 'contract'];
  const vectors = Object.fromEntries(words.map((word, at) => [word, [...net(at + 2).rows.subarray(0, SIZE)]]));
  writeVectors(folder, { words, vectors });
  writeModel(folder, MODEL_VERSION, TYPES, { weights: WEIGHTS, hidden: HIDDEN });
});
afterEach(() => rmSync(folder, { recursive: true }));

function change(edit: (file: TypesFile) => object): void {
  const path = join(folder, 'types.json');
  writeFileSync(path, JSON.stringify(edit(JSON.parse(readFileSync(path, 'utf8')) as TypesFile)));
}

describe('the files of what was learnt', () => {
  it('read back as they were written, but for the eight bits of learnt rows', () => {
    const article = analyse('Poland signed a contract with South Korea for 180 K2 tanks.', null);
    const ruled = article.analysed.map(ruledTriggers);
    const { types, heads } = loadModels(folder);
    const [read] = types.read(article, ruled);
    const [written] = new TypeModel(TYPES, readVectors(folder)).read(article, ruled);
    EVENT_TYPES.forEach((_, at) => {
      expect(read?.types[at]).toBeCloseTo(written?.types[at] as number, 1);
    });
    const { deals, ...linear } = heads;
    expect(Object.entries(linear).map(([head, model]) => model.score([head]))).toEqual(
      Object.keys(linear).map((head) => HEADS.indexOf(head as Head) + 0.5),
    );
    expect([...deals.sumOf(['a "quoted" feature', 'deals', 'another'])]).toEqual([-0.5, 3, -4]);
    expect(deals.score(Float64Array.of(-0.5, 3, -4))).toBe(-0.5 + 2 * (3 - 1));
  });

  it('are the same bytes when they are written again', () => {
    const bytes = () =>
      ['types.bin', 'types.json', 'heads.json', 'deals.json'].map((name) => readFileSync(join(folder, name)));
    const before = bytes();
    writeModel(folder, MODEL_VERSION, TYPES, { weights: WEIGHTS, hidden: HIDDEN });
    expect(bytes()).toEqual(before);
  });

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['cut short', (bytes) => bytes.subarray(0, bytes.length - 8)],
    ['empty', () => Buffer.alloc(0)],
    ['too long', (bytes) => Buffer.concat([bytes, Buffer.alloc(4)])],
  ])('are refused where the networks are %s', (_, edit) => {
    const path = join(folder, 'types.bin');
    const whole = readFileSync(path);
    writeFileSync(path, edit(whole));
    expect(() => loadModels(folder)).toThrow(
      `types.bin holds ${edit(whole).length} bytes where types.json asks for ${whole.length}`,
    );
  });

  it.each<[string, (file: TypesFile) => object, string]>([
    ['are of another version', (file) => ({ ...file, version: '1.9.0' }), 'is of version 1.9.0 where'],
    ['name a rule too few', (file) => ({ ...file, ruleFeatures: ['frame:sign'] }), 'names 1 of 2 rules'],
    [
      'know another catalogue',
      (file) => ({ ...file, shape: { ...SHAPE, outputs: 7 } }),
      `has 7 outputs where the catalogue asks for ${OUTPUTS}`,
    ],
    [
      'read longer vectors',
      (file) => ({ ...file, shape: { ...SHAPE, size: 300 } }),
      `reads words of 300 numbers where vectors have ${SIZE}`,
    ],
  ])('are refused where they %s', (_, edit, reason) => {
    change(edit);
    expect(() => loadModels(folder)).toThrow(`types.json ${reason}`);
  });

  it('are refused where a row of the head of deals has too few units', () => {
    writeModel(folder, MODEL_VERSION, TYPES, { weights: WEIGHTS, hidden: { ...HIDDEN, rows: { other: [1] } } });
    expect(() => loadModels(folder)).toThrow('deals.json has rows that do not fit its 2 units');
  });

  it('are refused where the units of the head of deals are of another version', () => {
    writeModel(folder, '1.9.0', TYPES, { weights: WEIGHTS, hidden: HIDDEN });
    change((file) => ({ ...file, version: MODEL_VERSION }));
    expect(() => loadModels(folder)).toThrow(`deals.json is of version 1.9.0 where ${MODEL_VERSION} is read`);
  });

  it('are refused where a head is missing', () => {
    const { tranche, ...others } = WEIGHTS;
    writeModel(folder, MODEL_VERSION, TYPES, { weights: others, hidden: HIDDEN });
    expect(() => loadModels(folder)).toThrow('heads.json lacks tranche');
  });
});
