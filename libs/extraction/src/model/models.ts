import type { TypeModel } from '../types/type-model';
import type { RankModel } from './rank-model';

/** The linear heads, by what each decides. */
export const HEADS = ['deals', 'polarity', 'tranche', 'occurred', 'expected', 'salience', 'confidence'] as const;
export type Head = (typeof HEADS)[number];

/** Everything that was learnt. */
export interface Models {
  readonly types: TypeModel;
  readonly heads: Readonly<Record<Head, RankModel>>;
}
