import { type TalksAfterSignature, talksAfterSignature } from './contradictions';
import { groupBy } from './grouping';
import type { Scene } from './scene';
import type { TrancheStatus } from './status-model';
import type { Step } from './steps';
import { type FoldedHalt, foldStrand } from './strand-fold';
import { strandsOf } from './strand-state';

/** A tranche with what the rest of the status needs to know of its contract. */
export interface FoldedTranche extends TalksAfterSignature {
  readonly status: TrancheStatus;
  readonly contractHalt: FoldedHalt | null;
}

/** The known tranches: every number that an affirmed step names, from the lowest. */
export function tranchesOf(scene: Scene): FoldedTranche[] {
  const numbered = groupBy(scene.affirmed, ({ tranche }) => tranche);
  return [...numbered]
    .flatMap(([tranche, steps]) => (tranche === null ? [] : [trancheOf(tranche, steps, scene)]))
    .sort(byNumber);
}

function trancheOf(tranche: number, steps: readonly Step[], scene: Scene): FoldedTranche {
  const contract = foldStrand('contract', steps, scene.asOf);
  const { signatures, talks } = contract ? talksAfterSignature(contract, scene.asOf) : { signatures: [], talks: [] };
  const status = { tranche, strands: strandsOf(steps, scene, talks) };
  return { status, signatures, talks, contractHalt: contract?.halt ?? null };
}

function byNumber(a: FoldedTranche, b: FoldedTranche): number {
  return a.status.tranche - b.status.tranche;
}
