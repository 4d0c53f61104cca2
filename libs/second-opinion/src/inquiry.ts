import { dealIdOf } from '@dealwatch/domain';
import type { ArticleText } from '@dealwatch/extraction';
import { type ReadAnswer, readArticleAnswer, readDoubtsAnswer } from './answer/read-answer';
import type { Scope } from './answer/schema';
import { doubtfulSentences } from './doubts/doubtful-sentences';
import { mergeArticle, mergeDoubts } from './merge/merge';
import { articleMessage, doubtsMessage } from './prompt/messages';
import type { OpinedReport, Opinion, Reading } from './reading';

/** What to ask about an article, and what both readings come to. */
export interface Inquiry {
  readonly message: string;
  /** The article as both have read it; null where the model's words are no answer. */
  readonly conclude: (words: string) => Conclusion | null;
}

export interface Conclusion {
  readonly reports: readonly OpinedReport[];
  readonly opinion: Opinion;
}

/** Puts together what to ask; null where the rules leave nothing to ask about. */
export const INQUIRIES: Readonly<Record<Scope, (article: ArticleText, reading: Reading) => Inquiry | null>> = {
  articles: (article, reading) => ({
    message: articleMessage(article),
    conclude: (words) => {
      const answer = readArticleAnswer(words, article);
      return answer && { reports: mergeArticle(reading.reports, answer.reports), opinion: opinionOf(answer) };
    },
  }),
  doubts: (article, reading) => {
    const sentences = doubtfulSentences(reading, article.text);
    if (sentences.length === 0) return null;
    return {
      message: doubtsMessage(article, sentences, dealsOf(reading)),
      conclude: (words) => {
        const answer = readDoubtsAnswer(words, article, sentences);
        if (answer === null) return null;
        return { reports: mergeDoubts(reading.reports, answer.reports, answer.settled), opinion: opinionOf(answer) };
      },
    };
  },
};

const MOST_DEALS = 8;

/** The deals of the article by the rules, as a sentence may only say "the contract". */
function dealsOf({ reports }: Reading): string[] {
  const named = reports.map(
    ({ deal }) => [dealIdOf(deal), `${deal.supplier} → ${deal.recipient} ${deal.system}`] as const,
  );
  return [...new Map(named).values()].slice(0, MOST_DEALS);
}

function opinionOf({ reports, dropped }: ReadAnswer): Opinion {
  return { outcome: 'answered', events: reports.length, dropped: dropped as Record<string, number> };
}
