import { wordHash } from './hashes';

/**
 * How sentences begin that articles share without being copies of each other: credits, calls to subscribe, and the standing
 * phrases of official notices. A change of the list is a new version of the signature.
 */
const BEGINNINGS = [
  'reporting by',
  'additional reporting by',
  'writing by',
  'editing by',
  'all rights reserved',
  'this article was originally published',
  'this article was first published',
  'this material may not be published',
  'sign up for',
  'sign up to',
  'subscribe to',
  'follow us on',
  'click here',
  'read more',
  'the views expressed in this article',
  'the opinions expressed in this article',
  'the proposed sale will not alter the basic military balance',
  'the proposed sale of this equipment and support will not alter the basic military balance',
  'the proposed sale of this equipment will not alter the basic military balance',
  'there will be no adverse impact on u s defense readiness',
  'there are no known offset agreements',
  'implementation of this proposed sale will not require',
  'this proposed sale will support the foreign policy',
  'the defense security cooperation agency delivered the required certification',
  'the description and dollar value is for the highest estimated quantity',
];

const BY_FIRST_WORD = new Map<number, number[][]>();
for (const beginning of BEGINNINGS) {
  const [first = 0, ...rest] = beginning.split(' ').map(wordHash);
  BY_FIRST_WORD.set(first, [...(BY_FIRST_WORD.get(first) ?? []), rest]);
}

/** Whether the sentence that begins at a place of a list of hashed words is one that says nothing of where a text comes from. */
export function isBoilerplate(words: readonly number[], from: number): boolean {
  const beginnings = BY_FIRST_WORD.get(words[from] ?? 0) ?? [];
  return beginnings.some((rest) => rest.every((word, n) => words[from + 1 + n] === word));
}
