import { Problem } from '../problems/problem';

/** Which of two forms an Accept header prefers. Throws the problem `not-acceptable` where it takes neither. */
export function preferredType<Type extends string>(
  accept: string | undefined,
  offered: readonly [Type, ...Type[]],
): Type {
  if (accept === undefined) return offered[0];
  const ranked = offered
    .map((type) => ({ type, quality: qualityOf(type, accept) }))
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  const best = ranked[0];
  if (best) return best.type;
  throw new Problem(406, 'not-acceptable', `This route answers with ${offered.join(' or ')}.`);
}

/** The quality of the most exact range that covers the type (RFC 9110, section 12.5.1); 0 where none does. */
function qualityOf(type: string, accept: string): number {
  const ranges = accept.split(',').map(parseRange);
  const [family] = type.split('/');
  for (const wanted of [type, `${family}/*`, '*/*']) {
    const found = ranges.find(({ range }) => range === wanted);
    if (found) return found.quality;
  }
  return 0;
}

function parseRange(part: string): { range: string; quality: number } {
  const [range = '', ...parameters] = part.split(';').map((each) => each.trim().toLowerCase());
  const quality = Number(parameters.find((each) => each.startsWith('q='))?.slice(2) ?? 1);
  return { range, quality: Number.isFinite(quality) ? quality : 1 };
}
