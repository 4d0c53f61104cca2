/** Hashes as they are stored: four bytes each, the lowest first. */
export function bytesOf(hashes: Uint32Array): Buffer {
  const bytes = Buffer.alloc(hashes.length * 4);
  hashes.forEach((hash, at) => {
    bytes.writeUInt32LE(hash, at * 4);
  });
  return bytes;
}

/** The hashes that `bytesOf` stored. */
export function hashesOf(bytes: Buffer): Uint32Array {
  return Uint32Array.from({ length: bytes.length / 4 }, (_, at) => bytes.readUInt32LE(at * 4));
}
