import type { TypeModel } from '../types/type-model';
import type { HiddenModel } from './hidden-model';
import type { RankModel } from './rank-model';

/** The heads, by what each decides; all are linear, but that of deals has hidden units besides. */
export const HEADS = ['deals', 'polarity', 'tranche', 'occurred', 'expected', 'salience', 'confidence'] as const;
export type Head = (typeof HEADS)[number];

/** Everything that was learnt. */
export interface Models {
  readonly types: TypeModel;
  readonly heads: Readonly<Record<Exclude<Head, 'deals'>, RankModel> & { deals: HiddenModel }>;
}
