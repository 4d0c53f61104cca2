import { beginsDate, parseDate } from '../dates/grammar';
import { remembered } from '../text/remembered';
import type { Token } from '../text/types';
import { agentAfter, headNounAfter, personAfter, suffixAfter } from './absorb';
import { type Designation, designationAt } from './designations';
import { type GazetteerEntry, NAMES } from './gazetteer';
import { dateAt, entryAt, fromEarlier, numberAt, type Place, signAt, stateAt, systemAt, wordAt } from './item-of';
import { beginsNumber, parseNumber } from './numbers';
import type { Item } from './types';

/** Bodies that only those who take part in a programme have: the goods on sale are not meant. */
const PROGRAMME = /^(?:programme|program|consortium|project|partnership|partners|alliance|club|supply|family)$/;

/** Folds a sentence's tokens into items: mentions by longest match, in the order date, number, name, designation, word. */
export function findMentions(tokens: readonly Token[]): Item[] {
  const items: Item[] = [];
  let at = 0;
  while (at < tokens.length) {
    const item = itemAt(tokens, at);
    items.push(item);
    at = item.to;
  }
  return items;
}

/** What a token is by itself: a sign or word that nothing longer begins with, or something that must be looked at. */
type Alone = 'sign' | 'word' | 'capital' | 'open';
const alone = remembered<Alone>(50_000);

function aloneOf(token: Token): Alone {
  let known = alone.get(token.text);
  if (known === undefined) {
    known = beginsMention(token) ? 'open' : isSign(token) ? 'sign' : hasCapital(token) ? 'capital' : 'word';
    alone.set(token.text, known);
  }
  return known;
}

/** Whether a mention of any kind can begin with a token; designations begin with digits or a capital. */
function beginsMention({ text, lower }: Token): boolean {
  return (
    lower === 'the' ||
    beginsDate(lower) ||
    beginsNumber(lower) ||
    NAMES.begins(lower) ||
    /^\d/.test(text) ||
    /^\p{Lu}/u.test(text)
  );
}

const isSign = ({ lower }: Token): boolean => !/^[\p{L}\d']/u.test(lower);
const hasCapital = ({ text, lower }: Token): boolean => text !== lower && text !== text.toLowerCase();

function itemAt(tokens: readonly Token[], at: number): Item {
  const token = tokens[at] as Token;
  const by = aloneOf(token);
  if (by === 'sign') return signAt(span(tokens, at, at + 1));
  if (by !== 'open') return wordAt(span(tokens, at, at + 1), by === 'capital');
  const article = token.lower === 'the' ? actorAfterArticle(tokens, at) : null;
  if (article) return article;
  const date = parseDate(tokens, at);
  if (date) return dateAt(span(tokens, at, date.to), date.expression);
  const number = parseNumber(tokens, at);
  const name = NAMES.longest(tokens, at);
  const index = number?.currency === null && name === null ? designationAt(tokens, at) : null;
  if (index) return designated(tokens, at, index);
  if (number !== null && (name === null || number.currency !== null)) {
    return numberAt(span(tokens, at, number.to), number.value, number.currency);
  }
  if (token.text === 'Block' && tokens[at + 1] !== undefined && /^\d/.test((tokens[at + 1] as Token).lower)) {
    return wordAt(span(tokens, at, suffixAfter(tokens, at)), true);
  }
  if (name && isVersion(tokens, at, name)) return wordAt(span(tokens, at, name.to), true);
  if (name) return named(tokens, at, name.to, name.entry);
  const designation = designationAt(tokens, at);
  if (designation) return designated(tokens, at, designation);
  if (isSign(token)) return signAt(span(tokens, at, at + 1));
  return wordAt(span(tokens, at, at + 1), hasCapital(token));
}

function designated(tokens: readonly Token[], at: number, { name, systemClass, to }: Designation): Item {
  return systemAt(span(tokens, at, to), { name, systemClass, suppliers: [] }, isProgramme(tokens, to));
}

/** The article belongs to the name of an actor ("the Philippines", "the Kremlin"), so that patterns need not ask for it. */
function actorAfterArticle(tokens: readonly Token[], at: number): Item | null {
  const hit = NAMES.longest(tokens, at + 1);
  if (hit === null || (hit.entry.kind !== 'state' && hit.entry.kind !== 'bloc')) return null;
  const item = named(tokens, at + 1, hit.to, hit.entry);
  if (item.kind === 'state' && item.form === 'demonym' && item.agent === null) return null;
  return fromEarlier(item, at, (tokens[at] as Token).start);
}

function named(tokens: readonly Token[], at: number, to: number, entry: GazetteerEntry): Item {
  switch (entry.kind) {
    case 'system': {
      const end = suffixAfter(tokens, to);
      const head = headNounAfter(tokens, end);
      const last = head?.to ?? end;
      return systemAt(span(tokens, at, last), entry, isProgramme(tokens, last));
    }
    case 'state':
      return stateItem(tokens, at, to, entry);
    default:
      return entryAt(span(tokens, at, to), entry);
  }
}

function stateItem(tokens: readonly Token[], at: number, to: number, entry: GazetteerEntry & { kind: 'state' }): Item {
  const agent = entry.named === null ? agentAfter(tokens, to) : null;
  if (agent === null) return stateAt(span(tokens, at, to), entry, entry.agent, entry.named);
  const person = agent.office ? personAfter(tokens, agent.to) : null;
  return stateAt(span(tokens, at, person?.to ?? agent.to), entry, agent.agent, person?.name ?? null);
}

/** `F4` in "the F4 standard" is a version; as a designation it would be hyphenated or bear a head noun. */
function isVersion(
  tokens: readonly Token[],
  at: number,
  { to, entry }: { to: number; entry: GazetteerEntry },
): boolean {
  const [letter, digit] = [tokens[at], tokens[at + 1]];
  if (entry.kind !== 'system' || to !== at + 2 || !letter || !digit || letter.text.length > 1 || digit.lower.length > 1)
    return false;
  return digit.start === letter.end && entry.name.includes('-') && headNounAfter(tokens, to) === null;
}

function isProgramme(tokens: readonly Token[], at: number): boolean {
  return PROGRAMME.test(tokens[at]?.lower ?? '');
}

function span(tokens: readonly Token[], from: number, to: number): Place {
  const first = tokens[from] as Token;
  const last = tokens[to - 1] as Token;
  const lower =
    to === from + 1
      ? first.lower
      : tokens
          .slice(from, to)
          .map((token) => token.lower)
          .join(' ');
  return { from, to, start: first.start, end: last.end, lower };
}
