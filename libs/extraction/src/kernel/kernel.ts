import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What `kernel.wat` exports; addresses and lengths are bytes. */
interface Functions {
  pool(words: number, windows: number, width: number, tap: number, filters: number, best: number, where: number): void;
  poolNarrow(
    words: number,
    windows: number,
    width: number,
    tap: number,
    filters: number,
    best: number,
    where: number,
    unit: number,
  ): void;
  narrow(from: number, length: number, factor: number, out: number): void;
  sum(list: number, count: number, length: number, out: number): void;
  multiply(matrix: number, vector: number, length: number, rows: number, out: number): void;
  add(out: number, from: number, factor: number, length: number): void;
}

interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** What is used of the platform's WebAssembly, whose types come with those of a browser only. */
declare const WebAssembly: {
  readonly Memory: new (size: { initial: number }) => Memory;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: { kernel: { memory: Memory } }) => { readonly exports: unknown };
};

const PAGE = 65_536;
/** Addresses are told apart down to this many bytes, so that sixteen bytes can be read at once. */
const ALIGNED = 16;

/**
 * The inner loops of the network in WebAssembly, with a memory of their own. All sums are of whole numbers, or of 32-bit floats in a
 * fixed order, so that they are the same on every machine.
 */
export class Kernel {
  readonly #memory = new WebAssembly.Memory({ initial: 1 });
  readonly #functions: Functions;
  #used = ALIGNED;

  constructor() {
    const { exports } = new WebAssembly.Instance(compiled(), { kernel: { memory: this.#memory } });
    this.#functions = exports as unknown as Functions;
  }

  /** Sets bytes aside, all zero, for as long as the kernel lives. Views made before are void afterwards. */
  reserve(bytes: number): number {
    const address = this.#used;
    this.#used += Math.ceil(bytes / ALIGNED) * ALIGNED;
    const missing = this.#used - this.#memory.buffer.byteLength;
    if (missing > 0) this.#memory.grow(Math.ceil(missing / PAGE));
    return address;
  }

  /** Numbers at an address; void after the next `reserve`. */
  floats(address: number, length: number): Float32Array {
    return new Float32Array(this.#memory.buffer, address, length);
  }

  integers(address: number, length: number): Int32Array {
    return new Int32Array(this.#memory.buffer, address, length);
  }

  shorts(address: number, length: number): Int16Array {
    return new Int16Array(this.#memory.buffer, address, length);
  }

  /** What views are made on; another one after a `reserve` that asked for more room. */
  get buffer(): ArrayBuffer {
    return this.#memory.buffer;
  }

  get pool(): Functions['pool'] {
    return this.#functions.pool;
  }

  get poolNarrow(): Functions['poolNarrow'] {
    return this.#functions.poolNarrow;
  }

  get narrow(): Functions['narrow'] {
    return this.#functions.narrow;
  }

  get sum(): Functions['sum'] {
    return this.#functions.sum;
  }

  get multiply(): Functions['multiply'] {
    return this.#functions.multiply;
  }

  get add(): Functions['add'] {
    return this.#functions.add;
  }
}

let known: object | undefined;

function compiled(): object {
  known ??= new WebAssembly.Module(readFileSync(join(__dirname, 'kernel.wasm')));
  return known;
}
