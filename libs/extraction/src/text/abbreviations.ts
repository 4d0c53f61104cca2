/** Abbreviations that are followed by a name or number: a full stop after them ends no sentence. */
const BEFORE_A_NAME = new Set(
  (
    'mr mrs ms dr prof gen lt col maj capt cmdr cdr adm brig sgt sen rep gov pres rev hon st messrs vs no nos art fig vol sec ' +
    'jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun approx ca al cf eg ie viz maj-gen supt'
  ).split(' '),
);

/** Abbreviations that may end a sentence, but only where a function word with a capital follows. */
const MAY_END = new Set('co corp inc ltd llc bros etc bn bln mln tn est dept govt assn univ ave'.split(' '));

const OPENS_A_SENTENCE =
  /^["“«(]*(?:The|A|An|In|On|At|It|He|She|They|We|But|And|This|That|These|Those|As|By|For|If|However|Meanwhile|Under|After|Its|His|Their|There|While|When|Last|Since|With|Both|Some|According)\b/;
const LAST_WORD = /([\p{L}.]+)\.["”’)]*\s*$/u;

/** Whether a split between two stretches is wrong: the first ends with an abbreviation, or the second goes on in lower case. */
export function splitsWrongly(before: string, after: string): boolean {
  if (/^["”’)\s]*[\p{Ll}]/u.test(after) && !/[?!]["”’]?\s*$/.test(before)) return true;
  const word = LAST_WORD.exec(before)?.[1];
  if (word === undefined) return false;
  const lower = word.toLowerCase();
  if (BEFORE_A_NAME.has(lower)) return lower !== 'no' || /^\d/.test(after);
  if (/^\p{Lu}$/u.test(word)) return true;
  const dotted = /^(?:\p{L}\.)+\p{L}$/u.test(word) || MAY_END.has(lower);
  return dotted && !OPENS_A_SENTENCE.test(after);
}
