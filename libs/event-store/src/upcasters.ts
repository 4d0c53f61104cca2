import { UnknownSchemaVersionError } from './errors';

/** Turns the data of one schema version of a type into the next one. Pure, and total over what was ever stored. */
export interface Upcaster {
  readonly type: string;
  /** The version that it reads; it writes `from + 1`. */
  readonly from: number;
  readonly upcast: (data: object) => object;
}

export interface UpcasterChain {
  /** The version that new events of a type are written in: 1 for a type that never changed. */
  readonly current: (type: string) => number;
  /** Stored data in the current shape. Throws UnknownSchemaVersionError for a version from the future. */
  readonly upcast: (type: string, schemaVersion: number, data: object) => object;
}

/**
 * Chains upcasters by type. Checked here, so at the start of the process: each type's upcasters begin at version 1 and
 * leave no version out or served twice. As each leads to the next higher version, no chain can run in a circle.
 */
export function chainUpcasters(upcasters: readonly Upcaster[]): UpcasterChain {
  const chains = groupByType(upcasters);
  for (const [type, chain] of chains) checkChain(type, chain);

  const current = (type: string): number => (chains.get(type)?.length ?? 0) + 1;
  const upcast = (type: string, schemaVersion: number, data: object): object => {
    if (!Number.isInteger(schemaVersion) || schemaVersion < 1 || schemaVersion > current(type)) {
      throw new UnknownSchemaVersionError(
        `${type} is stored in schema version ${schemaVersion}; this release knows versions 1 to ${current(type)}.`,
      );
    }
    const steps = chains.get(type)?.slice(schemaVersion - 1) ?? [];
    return steps.reduce((older, step) => step.upcast(older), data);
  };
  return { current, upcast };
}

function groupByType(upcasters: readonly Upcaster[]): ReadonlyMap<string, readonly Upcaster[]> {
  const chains = new Map<string, Upcaster[]>();
  for (const upcaster of upcasters) chains.set(upcaster.type, [...(chains.get(upcaster.type) ?? []), upcaster]);
  for (const chain of chains.values()) chain.sort((a, b) => a.from - b.from);
  return chains;
}

function checkChain(type: string, chain: readonly Upcaster[]): void {
  const broken = chain.findIndex((upcaster, index) => upcaster.from !== index + 1);
  if (broken === -1) return;
  const versions = chain.map((upcaster) => upcaster.from).join(', ');
  throw new Error(`Upcasters of ${type} must start from 1, 2, 3 and so on, one each; found: ${versions}.`);
}
