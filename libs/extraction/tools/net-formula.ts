import type { NetWeights } from '../src/types/network';

/**
 * The network of `src/types/network.ts` written down as its formula says, in 64-bit floats and without any memory: what specs
 * compare with. Log-odds of each output.
 */
export function scoresByFormula(
  { shape, ...weights }: NetWeights,
  vectorOf: (row: number) => Float32Array,
  words: readonly number[],
  rules: readonly number[],
): number[] {
  const { size, filters, widths, outputs, hidden } = shape;
  const at = (values: Float32Array, index: number) => values[index] as number;
  const relu = (value: number) => Math.max(0, value);
  const pooled = widths.flatMap((width, which) => {
    const first = widths.slice(0, which).reduce((sum, one) => sum + one, 0);
    return Array.from({ length: filters }, (_, filter) => {
      const windows = Array.from({ length: words.length + width - 1 }, (_, end) => {
        let sum = 0;
        for (let j = 0; j < width; j += 1) {
          const word = words[end + 1 - width + j];
          if (word === undefined) continue;
          const vector = vectorOf(word);
          const tap = ((first + j) * filters + filter) * size;
          for (let d = 0; d < size; d += 1) sum += at(weights.taps, tap + d) * at(vector, d);
        }
        return sum;
      });
      return relu(Math.max(...windows) + at(weights.bias, which * filters + filter));
    });
  });
  const deep = Array.from({ length: hidden }, (_, i) =>
    relu(rules.reduce((sum, rule) => sum + at(weights.deepIn, rule * hidden + i), at(weights.deepBias, i))),
  );
  return Array.from({ length: outputs }, (_, o) =>
    [
      at(weights.outBias, o),
      ...pooled.map((value, i) => value * at(weights.out, o * pooled.length + i)),
      ...deep.map((value, i) => value * at(weights.deepOut, o * hidden + i)),
      ...rules.map((rule) => at(weights.wide, rule * outputs + o)),
    ].reduce((sum, value) => sum + value, 0),
  );
}
