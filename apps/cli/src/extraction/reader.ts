import { loadConfig } from '@dealwatch/config';
import type { ExtractedReport } from '@dealwatch/domain';
import { type ArticleText, type ExplainedReport, extract } from '@dealwatch/extraction';
import { createSecondOpinion, type Opinion, type SecondOpinion } from '@dealwatch/second-opinion';
import { BadInput } from './read-articles';

/** What reads the articles of the command line. */
export interface Reader {
  read(article: ArticleText): Promise<readonly ExplainedReport[]>;
  /** Articles that are worth reading at a time. */
  readonly width: number;
  /** Closes it, and tells on standard error how the asking went. */
  close(): Promise<void>;
}

/**
 * The rules, or the rules with the model that the environment names.
 * @throws BadInput where one is asked for and none is configured
 */
export function createReader(withSecondOpinion: boolean): Reader {
  if (!withSecondOpinion) {
    return { read: async (article) => extract(article).reports, width: 1, close: async () => undefined };
  }
  const { secondOpinion: settings } = loadConfig();
  if (settings === null) {
    throw new BadInput('--second-opinion needs SECOND_OPINION_API and SECOND_OPINION_MODEL (docs/second-opinion.md).');
  }
  const secondOpinion = createSecondOpinion(settings, extract);
  const opinions: Opinion[] = [];
  return {
    width: settings.concurrency,
    read: async ({ text, title, publishedOn }) => {
      const { reports, opinion } = await secondOpinion.read({ text, title, publishedOn });
      opinions.push(opinion);
      return reports.map(asExplained);
    },
    close: async () => {
      console.error(summaryOf(opinions, secondOpinion));
      await secondOpinion.close();
    },
  };
}

/** What only the model reads has no reasons of the rules; what prints them shows those that are there. */
function asExplained(report: ExtractedReport): ExplainedReport {
  return report as ExplainedReport;
}

function summaryOf(opinions: readonly Opinion[], { tokensToday }: SecondOpinion): string {
  const reasons = new Map<string, number>();
  for (const opinion of opinions) {
    if (opinion.outcome !== 'unanswered') continue;
    const why = `${opinion.reason}: ${opinion.detail}`;
    reasons.set(why, (reasons.get(why) ?? 0) + 1);
  }
  const count = (outcome: Opinion['outcome']) => opinions.filter((opinion) => opinion.outcome === outcome).length;
  const head = `second opinion: ${count('answered')} answered, ${count('unasked')} with nothing to ask, ${count('unanswered')} unanswered`;
  const lines = [...reasons].map(([why, times]) => `  ${times} × ${why}`);
  return [`${head}; ${tokensToday()} tokens`, ...lines].join('\n');
}
