import { Problem } from '../problems/problem';

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Bytes as text, or null where they are not UTF-8: replaced characters would make another article of it. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

/** The problem of a body, or of a line, that is not UTF-8. */
export function notUtf8(what: 'body' | 'line'): Problem {
  return new Problem(400, 'malformed-json', `The ${what} is not UTF-8; JSON is sent in no other encoding (RFC 8259).`);
}
