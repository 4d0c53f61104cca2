import type { ArticleText } from '@dealwatch/extraction';
import { answerSchema, type Scope } from './answer/schema';
import { anthropic } from './api/anthropic';
import { openai } from './api/openai';
import { type AskSettings, createAsker, type Surroundings } from './ask/asker';
import { INQUIRIES } from './inquiry';
import { ofRules } from './merge/merge';
import { opinedName, unansweredName } from './name';
import { systemPrompt } from './prompt/guide';
import type { OpinedExtraction, Reading, Rules, Unanswered } from './reading';

const DIALECTS = { openai, anthropic } as const;

export interface SecondOpinionSettings extends AskSettings {
  readonly api: keyof typeof DIALECTS;
  readonly scope: Scope;
}

/** The rules with a language model beside them. */
export interface SecondOpinion {
  /**
   * Reads an article by the rules and asks the model about it. Where no usable answer comes, the rules' answer stands as it is and
   * the extractor's name ends with `+unanswered`. Rejects with `Stopped` when closed, and with whatever the rules throw.
   */
  read(article: ArticleText): Promise<OpinedExtraction>;
  /** Tokens counted today (UTC) in this process. */
  tokensToday(): number;
  /** Breaks off what is under way and closes every connection. */
  close(): Promise<void>;
}

/** Characters of the longest article that is sent, about 25,000 tokens. */
const LONGEST_ARTICLE = 100_000;
/** The model's thoughts count too, where it thinks. */
const MOST_OUTPUT_TOKENS = 16_000;

/** Puts a model beside the rules; asks nothing yet. Throws where the guide's data file does not fit the catalogue. */
export function createSecondOpinion(
  settings: SecondOpinionSettings,
  rules: Rules,
  around?: Surroundings,
): SecondOpinion {
  const { scope } = settings;
  const asker = createAsker(DIALECTS[settings.api](settings.url), settings, around);
  const form = { system: systemPrompt(scope), schema: answerSchema(scope), maxOutputTokens: MOST_OUTPUT_TOKENS };
  return {
    read: async (article) => {
      const reading = rules(article);
      const extractor = opinedName(reading.extractor, settings);
      const inquiry = INQUIRIES[scope](article, reading);
      if (inquiry === null) return unasked(extractor, reading);
      if (inquiry.message.length > LONGEST_ARTICLE)
        return fallBack(extractor, reading, 'article-too-long', `more than ${LONGEST_ARTICLE} characters`);
      const answer = await asker.ask({ ...form, user: inquiry.message }, inquiry.conclude);
      return answer.value === null
        ? fallBack(extractor, reading, answer.reason, answer.detail)
        : { extractor, ...answer.value };
    },
    tokensToday: () => asker.tokensToday(),
    close: () => asker.close(),
  };
}

function unasked(extractor: string, { reports }: Reading): OpinedExtraction {
  const note = 'The rules left nothing to ask about.';
  return { extractor, reports: reports.map((report) => ofRules(report, note)), opinion: { outcome: 'unasked' } };
}

/** The rules' answer under a name of its own, so that the article can be found and read again. */
function fallBack(extractor: string, { reports }: Reading, reason: Unanswered, detail: string): OpinedExtraction {
  const note = `No second opinion (${reason}): ${detail}.`;
  return {
    extractor: unansweredName(extractor),
    reports: reports.map((report) => ofRules(report, note)),
    opinion: { outcome: 'unanswered', reason, detail },
  };
}
