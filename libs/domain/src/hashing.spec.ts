import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { hexOf, utf8 } from './hash-block';
import { textHashOf } from './identity';
import { sha1 } from './sha1';
import { sha256 } from './sha256';
import { uuidV5 } from './uuid-v5';

const anyBytes = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.integer({ min: 50, max: 70 }).map((n) => new Uint8Array(n).fill(0x61)),
);
const reference = (name: string, bytes: Uint8Array): string => createHash(name).update(bytes).digest('hex');

test('SHA-1 equals that of node:crypto for every message', () => {
  fc.assert(fc.property(anyBytes, (bytes) => hexOf(sha1(bytes)) === reference('sha1', bytes)));
});

test('SHA-256 equals that of node:crypto for every message', () => {
  fc.assert(fc.property(anyBytes, (bytes) => hexOf(sha256(bytes)) === reference('sha256', bytes)));
});

test('a text is hashed as UTF-8, whatever characters it holds', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 100 }),
      (text) => textHashOf(text) === reference('sha256', Buffer.from(text, 'utf8')),
    ),
  );
  expect(hexOf(utf8('\ud800'))).toBe('efbfbd');
});

test('UUID version 5 gives the example of RFC 9562', () => {
  expect(uuidV5('www.example.com', '6ba7b810-9dad-11d1-80b4-00c04fd430c8')).toBe(
    '2ed6657d-e927-568b-95e1-2665a8aea6a2',
  );
});
