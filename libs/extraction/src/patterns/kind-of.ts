import type { Item } from '../mentions/types';
import type { SlotKind } from './types';

/** The kind under which patterns see an item: a state's bare adjective and its towns are kinds of their own. */
export function kindOf(item: Item): SlotKind {
  if (item.kind !== 'state') return item.kind;
  if (item.form === 'city') return 'city';
  return item.form === 'demonym' && item.agent === null ? 'demonym' : 'state';
}
