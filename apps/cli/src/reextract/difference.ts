import type { ArticleId, DealId, ReadingChange } from '@dealwatch/domain';
import type { RereadArticle } from '@dealwatch/intake';

interface Counts {
  added: number;
  withdrawn: number;
  changed: number;
}

/** What a run changes, summed up as it goes: its size grows with the deals, not with the articles. */
export interface Difference {
  add(article: RereadArticle): void;
  /** One line a deal, then the sum. */
  lines(): string[];
  readonly failures: readonly { readonly articleId: ArticleId; readonly problem: string }[];
}

export function createDifference(): Difference {
  const deals = new Map<DealId, Counts>();
  const outcomes = { read: 0, finished: 0, erased: 0, unanswered: 0, failed: 0 };
  const failures: { articleId: ArticleId; problem: string }[] = [];
  let differing = 0;
  return {
    failures,
    add({ articleId, outcome, changes, problem = '' }) {
      outcomes[outcome] += 1;
      if (outcome === 'failed') failures.push({ articleId, problem });
      if (changes.length > 0) differing += 1;
      for (const change of changes) {
        const counts = deals.get(change.dealId) ?? { added: 0, withdrawn: 0, changed: 0 };
        counts[kindOf(change)] += 1;
        deals.set(change.dealId, counts);
      }
    },
    lines: () => [
      ...[...deals].sort(([a], [b]) => (a < b ? -1 : 1)).map(([dealId, counts]) => `${dealId}: ${told(counts)}`),
      `${outcomes.read} articles read, ${differing} of them otherwise than before: ${told(sum([...deals.values()]))} in ${deals.size} deals`,
      ...(outcomes.finished > 0 ? [`${outcomes.finished} articles had been read before and were left to record`] : []),
      ...(outcomes.erased > 0 ? [`${outcomes.erased} articles passed over: their texts were erased`] : []),
      ...(outcomes.unanswered > 0
        ? [`${outcomes.unanswered} articles left as they were: no second opinion came, and their last reading has one`]
        : []),
    ],
  };
}

function kindOf({ before, after }: ReadingChange): keyof Counts {
  if (before === null) return 'added';
  return after === null ? 'withdrawn' : 'changed';
}

function told(counts: Counts): string {
  const kinds = (['added', 'withdrawn', 'changed'] as const).filter((kind) => counts[kind] > 0);
  return kinds.length === 0 ? 'no report changes' : kinds.map((kind) => `${counts[kind]} ${kind}`).join(', ');
}

function sum(all: readonly Counts[]): Counts {
  const of = (kind: keyof Counts) => all.reduce((total, counts) => total + counts[kind], 0);
  return { added: of('added'), withdrawn: of('withdrawn'), changed: of('changed') };
}
