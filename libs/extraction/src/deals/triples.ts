import type { Scene } from './scene';

/** A deal by its places in a scene's lists. */
export interface Triple {
  readonly system: number;
  readonly supplier: number;
  readonly recipient: number;
}

/** All triples that an article could speak of: sellers that it names or that make the system, buyers that it names. */
export function triplesOf({ systems, parties }: Scene): Triple[] {
  const triples: Triple[] = [];
  systems.forEach((system, s) => {
    const makers = system.suppliers.slice(0, 3);
    parties.forEach((supplier, a) => {
      if (supplier.places.length === 0 && !makers.includes(supplier.code)) return;
      parties.forEach((recipient, b) => {
        if (a !== b && recipient.places.length > 0) triples.push({ system: s, supplier: a, recipient: b });
      });
    });
  });
  return triples;
}
