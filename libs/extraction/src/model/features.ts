/** Features of one thing to be decided, by name. Names are the interface between training and reading: never rename one alone. */
export type Features = string[];

const STEPS = ['0', '<1', '1', '2', '3', '5', '9'] as const;

/** Puts a count or weight into few steps, so that it can be a feature: 0, 1, 2, 3 (3–4), 5 (5–8), 9 (more). */
export function step(value: number): string {
  return STEPS[stepOf(value)] as string;
}

/** The same step as a number, 0 to 6. */
export function stepOf(value: number): number {
  if (value <= 0) return 0;
  if (value < 1) return 1;
  if (value < 2) return 2;
  if (value < 3) return 3;
  if (value < 5) return 4;
  return value < 9 ? 5 : 6;
}

type Part = string | number | boolean;

/** What is known of the names that one template has made: by the values so far, the next value's; at the last the name. */
interface Known {
  next: Map<Part, Known> | null;
  name: string | null;
}

/** How many names are kept; with more they are forgotten and made anew. */
const MOST_NAMES = 100_000;
const templates = new Map<TemplateStringsArray, Known>();
let names = 0;

const unknown = (): Known => ({ next: null, name: null });

/**
 * Names a feature, as in named`near|${word}`. The same values give the same string, not an equal one made anew: putting names together
 * and hashing them would cost more than all that is decided by them.
 */
export function named(template: TemplateStringsArray, ...values: Part[]): string {
  let known = templates.get(template);
  if (known === undefined) {
    known = unknown();
    templates.set(template, known);
  }
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] as Part;
    known.next ??= new Map();
    let next = known.next.get(value);
    if (next === undefined) {
      next = unknown();
      known.next.set(value, next);
    }
    known = next;
  }
  known.name ??= newName(template, values);
  return known.name;
}

function newName(template: TemplateStringsArray, values: readonly Part[]): string {
  if (names >= MOST_NAMES) {
    templates.clear();
    names = 0;
  }
  names += 1;
  return values.reduce<string>((name, value, at) => `${name}${value}${template[at + 1]}`, template[0] as string);
}
