import { loadConfig } from '@dealwatch/config';
import { type ArticleText, type Doubt, extract } from '@dealwatch/extraction';
import type { ExplainedReport } from '@dealwatch/intake';
import { createSecondOpinion, type Opinion } from '@dealwatch/second-opinion';
import { summaryOf } from './opinions';
import { BadInput } from './read-articles';

/** What was read in an article, and the sentences in which an event nearly fired. */
export interface ReadArticle {
  readonly reports: readonly ExplainedReport[];
  readonly doubts: readonly Doubt[];
}

/** What reads the articles of the command line. */
export interface Reader {
  read(article: ArticleText): Promise<ReadArticle>;
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
    return { read: async (article) => extract(article), width: 1, close: async () => undefined };
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
      return { reports, doubts: extract({ text, title, publishedOn }).doubts };
    },
    close: async () => {
      console.error(summaryOf(opinions, secondOpinion.tokensToday()));
      await secondOpinion.close();
    },
  };
}
