const PLACE = String.raw`\p{Lu}[\p{Lu}'’.\- ]{2,}\p{Lu}`;
const REGION = String.raw`(?:,\s*\p{Lu}[\p{L}.\- ]{2,24})?`;
const MONTHS =
  'J[Aa][Nn]|F[Ee][Bb]|M[Aa][Rr]|A[Pp][Rr]|M[Aa][Yy]|J[Uu][Nn]|J[Uu][Ll]|A[Uu][Gg]|S[Ee][Pp]|O[Cc][Tt]|N[Oo][Vv]|D[Ee][Cc]';
const DAY = String.raw`(?:,\s*(?:(?:${MONTHS})[A-Za-z]*\.?\s+\d{1,2}|\d{1,2}\s+(?:${MONTHS})[A-Za-z]*\.?)(?:,?\s+\d{4})?)?`;
const AGENCY = String.raw`(?:,?\s*\([^)]{2,40}\)|\s*\/[^/]{2,30}\/\.?)?`;
const CLOSE = String.raw`(?:\s*(?:--|[-–—:])\s+|(?<=\/\.?)\s+)`;
const DATELINE = new RegExp(`^(${PLACE})${REGION}${DAY}[.,]?${AGENCY}[.,]?${CLOSE}`, 'u');
const UPPER_PLACE = new RegExp(`^${PLACE}`, 'u');
const AGENCY_ONLY = /^\((?:[A-Z][\w .&-]{1,30})\)\s*[-–—:]\s+|^\/[A-Z][\w .-]{1,20}\/\.?\s+/;

/** How many characters at the start of a paragraph are its dateline or agency mark, and the place that it names. */
export function datelineOf(paragraph: string): { length: number; place: string } | null {
  const agency = AGENCY_ONLY.exec(paragraph);
  if (agency) return { length: agency[0].length, place: '' };
  if (!UPPER_PLACE.test(paragraph)) return null;
  const match = DATELINE.exec(paragraph.slice(0, 120));
  return match ? { length: match[0].length, place: match[1] ?? '' } : null;
}
