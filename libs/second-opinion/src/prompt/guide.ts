import { EVENT_TYPES, type EventType, FORWARD_TYPES, TRACKS } from '@dealwatch/domain';
import { ANSWER_FIELDS, type Scope } from '../answer/schema';
import guide from './prompt-1.json';

/** Version of everything that is put before the model; it is part of the extractor's name. */
export const PROMPT_VERSION = guide.version;

/**
 * The annotation guide as the model gets it: the types by the tracks of the domain's catalogue, the fields in the order of the
 * answer's schema, the rules numbered. Throws where the data file and the catalogue do not name the same types and fields.
 */
export function systemPrompt(scope: Scope): string {
  checkNames('type', Object.keys(guide.types), EVENT_TYPES);
  checkNames('field', Object.keys(guide.fields), ANSWER_FIELDS);
  return [
    guide.role,
    guide.safety,
    guide.deal,
    guide.counts,
    `Types:\n${typeLines()}`,
    `${guide.forward}: ${FORWARD_TYPES.join(', ')}.`,
    `Fields of an event:\n${lines(ANSWER_FIELDS, (field) => `${field}: ${guide.fields[field]}.`)}`,
    `Rules:\n${guide.rules.map((rule, index) => `${index + 1}. ${rule}`).join('\n')}`,
    guide.scopes[scope],
    guide.answer,
  ].join('\n\n');
}

function typeLines(): string {
  const says: Readonly<Record<EventType, string>> = guide.types;
  return Object.entries(TRACKS)
    .map(([track, types]) => `${track}\n${lines(types, (type) => `${type}: ${says[type]}`)}`)
    .join('\n');
}

function lines<Item>(items: readonly Item[], write: (item: Item) => string): string {
  return items.map((item) => `- ${write(item)}`).join('\n');
}

function checkNames(what: string, told: readonly string[], known: readonly string[]): void {
  const missing = known.filter((name) => !told.includes(name));
  const strange = told.filter((name) => !known.includes(name));
  if (missing.length + strange.length === 0) return;
  throw new Error(
    `${guide.version} lacks the ${what} ${missing.join(', ') || '–'} and names ${strange.join(', ') || '–'}.`,
  );
}
