import { EVENT_TYPES, type EventType, FORWARD_TYPES, isForwardType, TRACKS, type Track } from '../src/catalogue';
import { CAMEO_CODES, EVENT_CODES, type PloverCode } from '../src/event-codes';
import { EVENT_MEANINGS } from '../src/event-meanings';
import { MILESTONES, STRAND_RULES, STRANDS } from '../src/strands';

/** The page on the event types, made from the catalogue and the data beside it. */
export function describeEvents(): string {
  const tracks = Object.keys(TRACKS) as Track[];
  return `${[HEAD, ...tracks.map(trackSection), codesSection()].join('\n\n')}\n`;
}

const HEAD = `# Event types

Made from the catalogue by \`npm run docs:events\`; change the data in \`libs/domain/src\`, not this page.

An event is one step of a deal that an article reports. There are ${EVENT_TYPES.length} types. Each is *affirmed* or *denied*: a denial
says that the step did not happen. The third column says what the step does to the status: the rung of a strand that it reaches
(counted from the lowest), the strands that it halts, or that it is a milestone, listed with its date and moving nothing.
Types marked → may point to a date to come (\`expectedOn\`): ${FORWARD_TYPES.map((type) => `\`${type}\``).join(', ')}.`;

function trackSection(track: Track): string {
  const rows = TRACKS[track].map((type) => [typeCell(type), EVENT_MEANINGS[type], roleOf(type)]);
  return `## ${capital(track)}\n\n${table(['type', 'it says', 'in the status'], rows)}`;
}

function typeCell(type: EventType): string {
  return `\`${type}\`${isForwardType(type) ? ' →' : ''}`;
}

/** What a step of a type does to the status. */
function roleOf(type: EventType): string {
  const rungs = STRANDS.flatMap((strand) => {
    const { rungs: all } = STRAND_RULES[strand];
    const at = all.findIndex((types) => types.includes(type));
    return at < 0 ? [] : [`${strand}: rung ${at + 1} of ${all.length}`];
  });
  const halted = STRANDS.filter((strand) => STRAND_RULES[strand].haltedBy.includes(type));
  const halts = halted.length > 0 ? [`halts ${halted.join(' and ')}`] : [];
  const milestone = MILESTONES.includes(type) ? ['milestone'] : [];
  return [...rungs, ...halts, ...milestone].join('; ');
}

function codesSection(): string {
  const rows = EVENT_TYPES.map((type) => {
    const { cameo, plover, fit } = EVENT_CODES[type];
    return [`\`${type}\``, cameo.join(', '), ploverCell(plover), fit];
  });
  const named = Object.entries(CAMEO_CODES).sort(([a], [b]) => (a < b ? -1 : 1));
  return `## Codes of other schemes

For exports only: \`GET /v1/events?codes=true\` adds them to each event. CAMEO and PLOVER are schemes of political event data;
they tell the steps of a deal less finely apart, so that several types share a code, and *fit* says how near the code comes. Of
several CAMEO codes the first is the nearest. PLOVER is given as category / mode / context. An event that is denied is marked
*negation*, one that an article only recalls *historical*, one still to come *future*.

${table(['type', 'CAMEO', 'PLOVER', 'fit'], rows)}

${table(
  ['CAMEO', 'stands for'],
  named.map(([code, name]) => [code, name]),
)}`;
}

function ploverCell(code: PloverCode | null): string {
  if (code === null) return '–';
  return [code.category, code.mode ?? '–', code.context ?? '–'].join(' / ');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
