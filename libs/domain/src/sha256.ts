import { bytesOf, padded } from './hash-block';

const PRIMES = firstPrimes(64);
/** First 32 bits of the fractional parts of the cube roots of the first 64 primes (FIPS 180-4, 4.2.2). */
const CONSTANTS = Uint32Array.from(PRIMES, (prime) => fractionBits(prime, 3));
/** The same of the square roots of the first eight primes (5.3.3). */
const INITIAL = Uint32Array.from(PRIMES.slice(0, 8), (prime) => fractionBits(prime, 2));

/** SHA-256 of a message, 32 bytes (FIPS 180-4, 6.2). */
export function sha256(message: Uint8Array): Uint8Array {
  const hash = INITIAL.slice();
  const view = padded(message);
  const schedule = new Uint32Array(64);
  for (let offset = 0; offset < view.byteLength; offset += 64) {
    expand(schedule, view, offset);
    compress(hash, schedule);
  }
  return bytesOf(hash);
}

function expand(schedule: Uint32Array, view: DataView, offset: number): void {
  for (let t = 0; t < 16; t += 1) schedule[t] = view.getUint32(offset + t * 4);
  for (let t = 16; t < 64; t += 1) {
    const [near, far] = [word(schedule, t - 2), word(schedule, t - 15)];
    const small1 = rotateRight(near, 17) ^ rotateRight(near, 19) ^ (near >>> 10);
    const small0 = rotateRight(far, 7) ^ rotateRight(far, 18) ^ (far >>> 3);
    schedule[t] = small1 + word(schedule, t - 7) + small0 + word(schedule, t - 16);
  }
}

function compress(hash: Uint32Array, schedule: Uint32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = hash;
  for (let t = 0; t < 64; t += 1) {
    const sum1 = rotateRight(e, 6) ^ rotateRight(e, 11) ^ rotateRight(e, 25);
    const first = (h + sum1 + ((e & f) ^ (~e & g)) + word(CONSTANTS, t) + word(schedule, t)) | 0;
    const sum0 = rotateRight(a, 2) ^ rotateRight(a, 13) ^ rotateRight(a, 22);
    const second = (sum0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  const values = [a, b, c, d, e, f, g, h];
  for (let index = 0; index < values.length; index += 1) hash[index] = word(hash, index) + (values[index] ?? 0);
}

function firstPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n += 1) if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  return primes;
}

/** Exact in integers: the root of prime · 2^(32·degree) holds the wanted 32 bits below its integer part. */
function fractionBits(prime: number, degree: 2 | 3): number {
  const power = BigInt(degree);
  const target = BigInt(prime) << (32n * power);
  let [low, high] = [0n, 1n << 40n];
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (middle ** power <= target) low = middle;
    else high = middle;
  }
  return Number(low & 0xffff_ffffn);
}

function rotateRight(value: number, bits: number): number {
  return (value >>> bits) | (value << (32 - bits));
}

function word(words: Uint32Array, index: number): number {
  return words[index] ?? 0;
}
