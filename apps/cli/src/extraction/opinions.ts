import type { Opinion } from '@dealwatch/second-opinion';

/** How the asking went: a line of counts, then one for each reason why no answer came. */
export function summaryOf(opinions: readonly Opinion[], tokensToday: number): string {
  const reasons = new Map<string, number>();
  for (const opinion of opinions) {
    if (opinion.outcome !== 'unanswered') continue;
    const why = `${opinion.reason}: ${opinion.detail}`;
    reasons.set(why, (reasons.get(why) ?? 0) + 1);
  }
  const count = (outcome: Opinion['outcome']) => opinions.filter((opinion) => opinion.outcome === outcome).length;
  const head = `second opinion: ${count('answered')} answered, ${count('unasked')} with nothing to ask, ${count('unanswered')} unanswered`;
  const lines = [...reasons].map(([why, times]) => `  ${times} × ${why}`);
  return [`${head}; ${tokensToday} tokens`, ...lines].join('\n');
}
