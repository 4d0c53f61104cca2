import { hexOf, utf8 } from './hash-block';
import { sha1 } from './sha1';

/** UUID version 5 of a name inside a namespace UUID, lower case with hyphens (RFC 9562, 5.5). Same name, same UUID. */
export function uuidV5(name: string, namespace: string): string {
  const space = namespace.replaceAll('-', '').match(/../g) ?? [];
  const digest = sha1(Uint8Array.from([...space.map((pair) => Number.parseInt(pair, 16)), ...utf8(name)])).slice(0, 16);
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x50;
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80;
  const hex = hexOf(digest);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
