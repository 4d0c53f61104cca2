import type { DealId, DealKey } from '@dealwatch/domain';

/** A deal's place in the log and how far its read models follow. Behind means due. */
export interface DealRow {
  readonly dealId: DealId;
  readonly deal: DealKey;
  readonly headVersion: number;
  readonly projectedVersion: number;
  readonly failedAttempts: number;
  readonly problem: string | null;
}
