import type { Token } from '../text/types';
import { AGENTS, type GazetteerEntry, NAMES } from './gazetteer';

/** Words that may stand between a designation and its head noun ("Patriot *long-range air and missile* defence systems"). */
const MODIFIERS = new Set(
  (
    'air missile defence defense surface to long short medium range multirole multi role advanced stealth light heavy main battle class ' +
    'anti aircraft ballistic tactical supersonic hypersonic next generation fifth fourth combat attack utility guided self propelled ' +
    'mobile wheeled tracked armed armoured armored precision early warning maritime patrol naval coastal diesel electric nuclear powered ' +
    'conventional type model standard series new rocket artillery launch multiple triumf triumph heavylift lift transport unmanned aerial ' +
    'interceptor strike and carrier based twin engine seat tiltrotor loitering cruise mark version variant air-to-air'
  ).split(' '),
);
const LONGEST_RUN = 8;

/** Index after the head noun that belongs to a designation ending before `at`, with that noun; null where there is none. */
export function headNounAfter(
  tokens: readonly Token[],
  at: number,
): { to: number; entry: GazetteerEntry & { kind: 'class' } } | null {
  let found: { to: number; entry: GazetteerEntry & { kind: 'class' } } | null = null;
  let index = at;
  while (index < tokens.length && index < at + LONGEST_RUN) {
    const hit = NAMES.longest(tokens, index);
    if (hit?.entry.kind === 'class') {
      found = { to: hit.to, entry: hit.entry };
      index = hit.to;
    } else if (MODIFIERS.has((tokens[index] as Token).lower)) index += 1;
    else break;
  }
  return found;
}

/** Index after letters, marks and plural signs that belong to a designation ("F-16**V**", "Block **70/72**", "S-400**s**"). */
export function suffixAfter(tokens: readonly Token[], at: number): number {
  let index = at;
  while (
    tokens[index]?.glued &&
    /^(?:[\p{L}]{1,3}|\d{1,3})$/u.test((tokens[index] as Token).lower) &&
    !isPossessive(tokens[index])
  )
    index += 1;
  if (
    /^(?:block|mk|mark|flight|batch)$/.test(tokens[index]?.lower ?? '') &&
    /^(?:\d+|[iv]+)$/.test(tokens[index + 1]?.lower ?? '')
  ) {
    if ((tokens[index] as Token).lower !== 'batch') index = suffixAfter(tokens, index + 2);
  }
  return index;
}

function isPossessive(token: Token | undefined): boolean {
  return token?.lower.startsWith("'") ?? false;
}

/** An office or body that follows a state's name or adjective, and the name of who holds it. */
export function agentAfter(
  tokens: readonly Token[],
  at: number,
): { to: number; agent: string; office: boolean } | null {
  let index = at;
  if (isPossessive(tokens[index])) index += 1;
  for (let skipped = 0; skipped < 2; skipped += 1) {
    const hit = AGENTS.longest(tokens, index);
    if (hit)
      return {
        to: hit.to,
        agent: tokens
          .slice(index, hit.to)
          .map((token) => token.lower)
          .join(' '),
        office: hit.entry === 'office',
      };
    if (
      !/^(?:new|then|former|own|acting|outgoing|state|run|owned|deputy|first|top|senior|defence|defense|foreign|royal|federal|national|air|presidential)$/.test(
        tokens[index]?.lower ?? '',
      )
    )
      return null;
    index += 1;
  }
  return null;
}

/** Capitalised words after an office are the name of its holder. */
export function personAfter(tokens: readonly Token[], at: number): { to: number; name: string } | null {
  const hit = NAMES.longest(tokens, at);
  if (hit?.entry.kind === 'state' && hit.entry.named !== null) return { to: hit.to, name: hit.entry.named };
  let index = at;
  while (index < at + 4 && isNamePart(tokens, index, at)) index += 1;
  if (index === at) return null;
  return {
    to: index,
    name: tokens
      .slice(at, index)
      .map((token) => token.text)
      .join(' '),
  };
}

function isNamePart(tokens: readonly Token[], index: number, first: number): boolean {
  const token = tokens[index];
  if (token === undefined) return false;
  if (/^\p{Lu}\p{Ll}/u.test(token.text)) return NAMES.longest(tokens, index) === null || index > first;
  return (
    index > first &&
    /^(?:al|el|bin|ibn|van|von|de|der|da|dos|of)$/.test(token.lower) &&
    /^\p{Lu}/u.test(tokens[index + 1]?.text ?? '') &&
    token.lower !== 'of'
  );
}
