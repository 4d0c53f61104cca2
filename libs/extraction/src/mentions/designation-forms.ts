import type { Token } from '../text/types';
import { suffixAfter } from './absorb';

/** Words in the form of a designation. */
export interface DesignationForm {
  readonly name: string;
  /** Index after the last token. */
  readonly to: number;
  /** Class that the form tells by itself (`Project 22160` is a ship); null where a weapon noun must tell. */
  readonly alone: string | null;
  /** Whether nouns as general as "systems" are enough. */
  readonly firm: boolean;
}

/** Letters before a number that name no weapon: units, editions, summits, diseases, zones of time. */
const NOT_LETTERS = new Set(
  (
    'g h q cop covid sars section article page no un eu us flight route room fy cy utc gmt est cet ist mk mark block lot phase batch tier ' +
    'level gen title act law class group post pre mid top big iso ip usb level step stage wave round pillar chapter psalm channel studio ' +
    'sunday monday tuesday wednesday thursday friday saturday july june april november october december september august february ' +
    'january war category annex unit team camp hall gate pier dock lane bus line figure fig table vol issue sub non over under about only ' +
    'resolution agreement protocol euro usd eur gbp inr pkr rs rm'
  ).split(' '),
);
/** Words before "class" that praise or rank. */
const NOT_A_CLASS = new Set(
  'world first second third middle working business economy best top new upper ruling'.split(' '),
);
const NUMERAL = /^(?:II|III|IV|VI|VII|VIII|IX)$/;
const QUOTES = /^["“”„«»]$/;

/** The form of a designation that starts at a token, or null. */
export function formAt(tokens: readonly Token[], at: number): DesignationForm | null {
  const token = tokens[at];
  if (token === undefined) return null;
  if (/^\d/.test(token.text)) return indexForm(tokens, at);
  if (!/^\p{Lu}/u.test(token.text)) return null;
  return (
    numberedForm(tokens, at) ??
    equipmentForm(tokens, at) ??
    classForm(tokens, at) ??
    letterNumberForm(tokens, at) ??
    numeralForm(tokens, at) ??
    quotedForm(tokens, at)
  );
}

/** Whether a token is a quotation mark. */
export function isQuote(token: Token | undefined): boolean {
  return token !== undefined && QUOTES.test(token.text);
}

/** `9K720`, `48N6E3`: the index of Russian arms. Halves and quarters of a year (`2H25`) and drives (`8X8`) look alike. */
function indexForm(tokens: readonly Token[], at: number): DesignationForm | null {
  const [digits, letters, number] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (!digits || !letters || !number || !/^\d{1,2}$/.test(digits.text)) return null;
  if (!/^(?![HQX])\p{Lu}{1,2}$/u.test(letters.text) || !/^\d{1,4}$/.test(number.text)) return null;
  if (!touches(digits, letters) || !number.glued) return null;
  return form(tokens, at, suffixAfter(tokens, at + 3), { firm: true });
}

/** `Type 123`, `Project 12345`; a leading zero or five digits belong to ships. */
function numberedForm(tokens: readonly Token[], at: number): DesignationForm | null {
  const [word, number] = [tokens[at] as Token, tokens[at + 1]];
  if (!/^(?:Type|Project)$/.test(word.text) || number === undefined || !/^\d{2,5}$/.test(number.text)) return null;
  const ship = word.text === 'Type' ? /^0\d\d$/.test(number.text) : /^[12]\d{4}$/.test(number.text);
  return form(tokens, at, suffixAfter(tokens, at + 2), { alone: ship ? 'ship' : null });
}

/** What the second letter of an American equipment code (`AN/TPS-77`) stands for. */
const EQUIPMENT: Readonly<Record<string, string>> = { P: 'radar', L: 'electronic-warfare' };

function equipmentForm(tokens: readonly Token[], at: number): DesignationForm | null {
  const [first, code, number] = [tokens[at] as Token, tokens[at + 1], tokens[at + 2]];
  if (!code?.glued || !number?.glued || !/^\d{1,4}$/.test(number.text)) return null;
  if (first.text === 'AN' && /^[A-Z]{3}$/.test(code.text)) {
    return form(tokens, at, suffixAfter(tokens, at + 3), { alone: EQUIPMENT[code.text.charAt(1)] ?? null }, '/');
  }
  if (first.text === 'EL' && code.text === 'M') {
    return form(tokens, at, suffixAfter(tokens, at + 3), { alone: 'radar' }, '/');
  }
  return null;
}

/** `Name-class`, `Name class`, `K-class`. */
function classForm(tokens: readonly Token[], at: number): DesignationForm | null {
  let last = at;
  while (last < at + 3 && /^\p{Lu}/u.test(tokens[last]?.text ?? '') && tokens[last + 1]?.lower !== 'class') last += 1;
  const [name, word] = [tokens[last], tokens[last + 1]];
  if (word?.lower !== 'class' || !/^\p{Lu}/u.test(name?.text ?? '') || NOT_A_CLASS.has(name?.lower ?? '')) return null;
  const { name: spelledOut } = form(tokens, at, last + 1, {});
  return { name: spelledOut, to: last + 2, alone: null, firm: false };
}

/** `ZX-12`, `Kh-59MK2`, `Shahed-77`. */
function letterNumberForm(tokens: readonly Token[], at: number): DesignationForm | null {
  const [letters, number] = [tokens[at] as Token, tokens[at + 1]];
  if (!number?.glued || !/^\d{1,4}$/.test(number.text) || NOT_LETTERS.has(letters.lower)) return null;
  const before = tokens[at - 1];
  if (before !== undefined && /\d$/.test(before.text) && touches(before, letters)) return null;
  const short = /^\p{Lu}{1,5}$|^\p{Lu}\p{L}{1,3}$/u.test(letters.text);
  const long = /^\p{Lu}\p{Ll}{3,11}$/u.test(letters.text) && !touches(letters, number);
  if (!short && !long) return null;
  const { name, ...rest } = form(tokens, at, suffixAfter(tokens, at + 2), { firm: short });
  return { name: name.replace(/s$/, ''), ...rest };
}

/** `Fatah II`, `Kestrel-III`. */
function numeralForm(tokens: readonly Token[], at: number): DesignationForm | null {
  const [word, numeral] = [tokens[at] as Token, tokens[at + 1]];
  if (!/^\p{Lu}\p{Ll}{2,}$/u.test(word.text) || NOT_LETTERS.has(word.lower)) return null;
  return NUMERAL.test(numeral?.text ?? '') ? form(tokens, at, at + 2, {}) : null;
}

/** `“Name”` in quotation marks of its own, up to three words. */
function quotedForm(tokens: readonly Token[], at: number): DesignationForm | null {
  if (!isQuote(tokens[at - 1])) return null;
  let to = at;
  while (to < at + 3 && /^\p{Lu}\p{L}{2,}$/u.test(tokens[to]?.text ?? '')) to += 1;
  return to > at && isQuote(tokens[to]) ? form(tokens, at, to, {}) : null;
}

function touches(before: Token, after: Token): boolean {
  return after.start === before.end;
}

function form(
  tokens: readonly Token[],
  at: number,
  to: number,
  { alone = null, firm = false }: { alone?: string | null; firm?: boolean },
  sign = '-',
): DesignationForm {
  const words = tokens.slice(at, to).map((token, index) => {
    const before = tokens[at + index - 1];
    if (index === 0 || before === undefined) return token.text;
    if (!token.glued) return ` ${token.text}`;
    return (touches(before, token) ? '' : index === 1 ? sign : '-') + token.text;
  });
  return { name: words.join(''), to, alone, firm };
}
