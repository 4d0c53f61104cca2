/** Features of one thing to be decided, by name. Names are the interface between training and reading: never rename one alone. */
export type Features = string[];

/** Puts a count or weight into few steps, so that it can be a feature: 0, 1, 2, 3 (3–4), 5 (5–8), 9 (more). */
export function step(value: number): string {
  if (value <= 0) return '0';
  if (value < 1) return '<1';
  if (value < 2) return '1';
  if (value < 3) return '2';
  if (value < 5) return '3';
  return value < 9 ? '5' : '9';
}
