import irregular from '../../lexicon/irregular-verbs.json';

/** base → [third person, past, past participle, -ing form] */
const IRREGULAR = new Map(Object.entries(irregular as Record<string, string[]>));

/** All surface forms of a verb, the base first. Verbs that double a consonant or change a vowel stand in the lexicon. */
export function inflect(verb: string): readonly string[] {
  const listed = IRREGULAR.get(verb);
  if (listed) return [verb, ...listed];
  return [verb, thirdPerson(verb), past(verb), ing(verb)];
}

function thirdPerson(verb: string): string {
  if (/(?:s|x|z|ch|sh)$/.test(verb)) return `${verb}es`;
  return /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ies` : `${verb}s`;
}

function past(verb: string): string {
  if (verb.endsWith('e')) return `${verb}d`;
  return /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ied` : `${verb}ed`;
}

function ing(verb: string): string {
  if (verb.endsWith('ie')) return `${verb.slice(0, -2)}ying`;
  return verb.endsWith('e') && !verb.endsWith('ee') ? `${verb.slice(0, -1)}ing` : `${verb}ing`;
}
