import type { RereadOptions } from '@dealwatch/intake';
import { unansweredName } from '@dealwatch/second-opinion';

export interface Choice {
  readonly all?: boolean;
  readonly unanswered?: boolean;
  readonly limit?: number;
  readonly article?: readonly string[];
}

/**
 * Which articles an extractor of that name is to read again. One about which the model gave no answer counts as read by this
 * version, else every run would ask about it anew.
 */
export function wantedBy({ all, unanswered, limit, article }: Choice, name: string): Omit<RereadOptions, 'dryRun'> {
  const every = all === true || article !== undefined;
  return {
    settled: every ? [] : unanswered === true ? [name] : [name, unansweredName(name)],
    articleIds: article ?? null,
    limit: limit ?? null,
  };
}
