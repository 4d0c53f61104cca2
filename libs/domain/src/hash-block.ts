/** Pads a message for the 64-byte blocks of SHA-1 and SHA-256 (FIPS 180-4, 5.1.1): bit 1, zeros, length in bits. */
export function padded(message: Uint8Array): DataView {
  const blocks = Math.ceil((message.length + 9) / 64);
  const bytes = new Uint8Array(blocks * 64);
  bytes.set(message);
  bytes[message.length] = 0x80;
  const view = new DataView(bytes.buffer);
  view.setUint32(bytes.length - 8, Math.floor(message.length / 0x2000_0000));
  view.setUint32(bytes.length - 4, message.length << 3);
  return view;
}

/** The words of a digest as bytes, the most significant first. */
export function bytesOf(words: Uint32Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(words.length * 4));
  words.forEach((word, index) => {
    view.setUint32(index * 4, word);
  });
  return new Uint8Array(view.buffer);
}

const DIGITS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Bytes as lower-case hexadecimal digits. */
export function hexOf(bytes: Uint8Array): string {
  let digits = '';
  for (const byte of bytes) digits += DIGITS[byte];
  return digits;
}

const ENCODER = new TextEncoder();

/** UTF-8 of a string; a lone surrogate becomes U+FFFD, as in every encoder of the web. */
export function utf8(text: string): Uint8Array {
  return ENCODER.encode(text);
}
