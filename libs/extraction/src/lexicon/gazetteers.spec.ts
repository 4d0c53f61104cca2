import { z } from 'zod';
import ambiguous from '../../lexicon/ambiguous.json';
import blocs from '../../lexicon/blocs.json';
import cities from '../../lexicon/cities.json';
import companies from '../../lexicon/companies.json';
import institutions from '../../lexicon/institutions.json';
import officials from '../../lexicon/officials.json';
import states from '../../lexicon/states.json';
import systems from '../../lexicon/systems.json';
import { fold } from '../text/fold';

const CLASSES = [
  'fighter',
  'bomber',
  'trainer',
  'transport-aircraft',
  'maritime-aircraft',
  'aew-aircraft',
  'tanker-aircraft',
  'attack-helicopter',
  'helicopter',
  'drone',
  'loitering-munition',
  'air-defence',
  'missile-defence',
  'ballistic-missile',
  'cruise-missile',
  'anti-ship-missile',
  'anti-tank-missile',
  'air-to-air-missile',
  'air-to-ground-munition',
  'rocket-artillery',
  'artillery',
  'tank',
  'ifv',
  'apc',
  'armoured-vehicle',
  'frigate',
  'corvette',
  'destroyer',
  'submarine',
  'patrol-vessel',
  'amphibious-ship',
  'aircraft-carrier',
  'mine-ship',
  'radar',
  'electronic-warfare',
  'torpedo',
  'engine',
  'small-arms',
  'ammunition',
  'satellite',
  'other',
] as const;
const KINDS = [
  'agency',
  'ministry',
  'parliament',
  'government',
  'military',
  'exporter',
  'court',
  "president's office",
] as const;

const known = new Set(states.map((row) => row.code));
const code = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .refine((value) => known.has(value), 'is no code of states.json');
const form = z
  .string()
  .min(2)
  .regex(/^\S.*\S$/u, 'has a space at its start or end');
const forms = z.array(form);
const year = z
  .string()
  .regex(/^(19|20)\d\d$/)
  .nullable();
const flag = z.literal(true).optional();
const named = { name: form, aliases: forms };

const FILES = {
  'states.json': {
    rows: states,
    schema: z.strictObject({
      code,
      names: forms.min(1),
      demonyms: forms,
      capitals: forms,
      abbreviations: forms.optional(),
      metonyms: forms.optional(),
    }),
  },
  'blocs.json': { rows: blocs, schema: z.strictObject(named) },
  'cities.json': { rows: cities, schema: z.strictObject({ ...named, state: code }) },
  'companies.json': { rows: companies, schema: z.strictObject({ ...named, state: code, needsContext: flag }) },
  'institutions.json': { rows: institutions, schema: z.strictObject({ ...named, state: code, kind: z.enum(KINDS) }) },
  'officials.json': {
    rows: officials,
    schema: z.strictObject({ ...named, state: code, role: form, from: year, to: year }),
  },
  'systems.json': {
    rows: systems,
    schema: z.strictObject({
      ...named,
      variants: forms,
      class: z.enum(CLASSES),
      suppliers: z.array(code).min(1),
      makers: forms,
      needsCase: flag,
      needsContext: flag,
      riskyAliases: forms.min(1).optional(),
      bareName: z.literal(false).optional(),
    }),
  },
};

type Row = Readonly<Record<string, unknown>>;
const FORM_FIELDS = [
  'name',
  'names',
  'aliases',
  'variants',
  'riskyAliases',
  'demonyms',
  'capitals',
  'abbreviations',
  'metonyms',
];

function keyOf(row: Row): string {
  return String(row.name ?? row.code);
}

function formsOf(row: Row): readonly string[] {
  return FORM_FIELDS.flatMap((field) => (row[field] as string | readonly string[] | undefined) ?? []);
}

/** What the matcher sees: case, diacritics, hyphens, dots and spaces aside. */
function seen(name: string): string {
  return fold(name).replace(/[\s.-]/g, '');
}

/** Every form that more than one entry claims, with the entries, in the order of `ambiguous.json`. */
function sharedForms(rows: readonly Row[]): readonly string[] {
  const owners = new Map<string, Set<string>>();
  for (const row of rows) {
    for (const name of formsOf(row).map(seen)) owners.set(name, (owners.get(name) ?? new Set()).add(keyOf(row)));
  }
  return [...owners]
    .filter(([, keys]) => keys.size > 1)
    .map(([name, keys]) => `${name}: ${[...keys].sort().join(', ')}`);
}

describe.each(Object.entries(FILES))('%s', (file, { rows, schema }) => {
  it('has only well-formed entries', () => {
    const result = z.array(schema as z.ZodType).safeParse(rows);
    expect(result.success ? '' : z.prettifyError(result.error)).toBe('');
  });

  it('is sorted, and names nothing twice', () => {
    const keys = (rows as readonly Row[]).map((row) => fold(keyOf(row)));
    expect(keys).toEqual([...keys].sort());
    expect(new Set((rows as readonly Row[]).map(keyOf)).size).toBe(rows.length);
  });

  it('repeats no form inside an entry', () => {
    const doubled = (rows as readonly Row[]).filter((row) => new Set(formsOf(row)).size < formsOf(row).length);
    expect(doubled.map(keyOf)).toEqual([]);
  });

  it('shares a form between two entries only where ambiguous.json lists it', () => {
    const listed = ambiguous
      .filter((entry) => entry.file === file)
      .map((entry) => `${seen(entry.form)}: ${[...entry.entries].sort().join(', ')}`);
    expect([...sharedForms(rows)].sort()).toEqual([...listed].sort());
  });
});

it('ends no office before it begins', () => {
  const backwards = officials.filter((row) => row.from !== null && row.to !== null && row.to < row.from);
  expect(backwards).toEqual([]);
});

it('lets no system take the whole name of a state or its capital', () => {
  const places = new Set(states.flatMap((row) => [...row.names, ...row.capitals]));
  const taken = systems.filter((row) => [row.name, ...row.aliases, ...row.variants].some((name) => places.has(name)));
  expect(taken.map((row) => row.name)).toEqual([]);
});
