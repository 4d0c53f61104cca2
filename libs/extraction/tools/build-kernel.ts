/**
 * Compiles `src/kernel/kernel.wat` to the `kernel.wasm` beside it:
 *   npm run build:kernel
 * The compiled file is kept with the source, so that no compiler is needed to run; a spec compares the two.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import wabt from 'wabt';
import { HOME } from './learn';

/** The bytes that the kernel's source compiles to. Throws where it does not parse or hold. */
export async function compiledKernel(folder: string): Promise<Uint8Array> {
  const { parseWat } = await wabt();
  const parsed = parseWat('kernel.wat', readFileSync(join(folder, 'kernel.wat'), 'utf8'), { simd: true });
  parsed.validate();
  return parsed.toBinary({}).buffer;
}

async function main(): Promise<void> {
  const folder = join(HOME, 'src/kernel');
  const bytes = await compiledKernel(folder);
  writeFileSync(join(folder, 'kernel.wasm'), bytes);
  console.log(`kernel.wasm: ${bytes.length} bytes`);
}

if (require.main === module) void main();
