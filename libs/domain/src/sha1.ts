import { bytesOf, padded } from './hash-block';

/**
 * SHA-1 of a message, 20 bytes (FIPS 180-4, 6.1). For names only (UUID version 5 asks for it), never for security.
 */
export function sha1(message: Uint8Array): Uint8Array {
  const hash = Uint32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0);
  const view = padded(message);
  const schedule = new Uint32Array(80);
  for (let offset = 0; offset < view.byteLength; offset += 64) {
    expand(schedule, view, offset);
    compress(hash, schedule);
  }
  return bytesOf(hash);
}

function expand(schedule: Uint32Array, view: DataView, offset: number): void {
  for (let t = 0; t < 16; t += 1) schedule[t] = view.getUint32(offset + t * 4);
  for (let t = 16; t < 80; t += 1) {
    schedule[t] = rotateLeft(
      word(schedule, t - 3) ^ word(schedule, t - 8) ^ word(schedule, t - 14) ^ word(schedule, t - 16),
      1,
    );
  }
}

function compress(hash: Uint32Array, schedule: Uint32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0] = hash;
  for (let t = 0; t < 80; t += 1) {
    const next = (rotateLeft(a, 5) + mix(t, b, c, d) + e + word(schedule, t)) | 0;
    [e, d, c, b, a] = [d, c, rotateLeft(b, 30), a, next];
  }
  [a, b, c, d, e].forEach((value, index) => {
    hash[index] = word(hash, index) + value;
  });
}

/** The round's function of b, c and d with its constant added. */
function mix(t: number, b: number, c: number, d: number): number {
  if (t < 20) return ((b & c) ^ (~b & d)) + 0x5a827999;
  if (t < 40) return (b ^ c ^ d) + 0x6ed9eba1;
  if (t < 60) return ((b & c) ^ (b & d) ^ (c & d)) + 0x8f1bbcdc;
  return (b ^ c ^ d) + 0xca62c1d6;
}

function rotateLeft(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

function word(words: Uint32Array, index: number): number {
  return words[index] ?? 0;
}
