const { imul } = Math;

/** Hash of one word in lower case: FNV-1a over its UTF-16 units. */
export function wordHash(word: string): number {
  let hash = 0x811c_9dc5;
  for (let at = 0; at < word.length; at += 1) hash = imul(hash ^ word.charCodeAt(at), 0x0100_0193);
  return hash >>> 0;
}

/** Hash of a run of hashes in their order, from `from` up to `to` (not with it). */
export function hashOfRun(hashes: ArrayLike<number>, from: number, to: number): number {
  let hash = to - from;
  for (let at = from; at < to; at += 1) hash = imul(hash ^ (hashes[at] as number), 0x5bd1_e995) + 0x9e37_79b9;
  return mixed(hash);
}

/** Spreads every bit of a hash over all others: the finaliser of MurmurHash3 (Appleby). */
export function mixed(hash: number): number {
  let bits = hash;
  bits = imul(bits ^ (bits >>> 16), 0x85eb_ca6b);
  bits = imul(bits ^ (bits >>> 13), 0xc2b2_ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
