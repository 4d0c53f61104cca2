import { isLoopback } from './loopback';
import type { Values } from './variables';

/** A language model that is asked beside the rules. */
export interface SecondOpinionConfig {
  readonly api: 'openai' | 'anthropic';
  /** The API's base, without a slash at its end. */
  readonly url: string;
  readonly model: string;
  readonly key: string | null;
  readonly scope: 'articles' | 'doubts';
  readonly timeoutMs: number;
  readonly retries: number;
  /** Tokens a day (UTC) and process. */
  readonly spendLimit: number;
  readonly concurrency: number;
}

const DEFAULT_URLS = { openai: 'https://api.openai.com/v1', anthropic: 'https://api.anthropic.com' } as const;

/** Problems that no variable has by itself. */
export const secondOpinionProblems = (values: Partial<Values>): string[] =>
  values.SECOND_OPINION_API && values.SECOND_OPINION_MODEL === null
    ? ['SECOND_OPINION_MODEL must be set where SECOND_OPINION_API is.']
    : [];

/** The model to ask; null where no API is named. */
export const readSecondOpinion = (values: Values): SecondOpinionConfig | null => {
  const { SECOND_OPINION_API: api, SECOND_OPINION_MODEL: model } = values;
  if (api === null || model === null) return null;
  return {
    api,
    url: (values.SECOND_OPINION_URL ?? DEFAULT_URLS[api]).replace(/\/+$/, ''),
    model,
    key: values.SECOND_OPINION_KEY,
    scope: values.SECOND_OPINION_SCOPE,
    timeoutMs: values.SECOND_OPINION_TIMEOUT_MS,
    retries: values.SECOND_OPINION_RETRIES,
    spendLimit: values.SECOND_OPINION_SPEND_LIMIT,
    concurrency: values.SECOND_OPINION_CONCURRENCY,
  };
};

/** Settings that deserve a second look. */
export const secondOpinionWarnings = (values: Values): string[] => {
  const opinion = readSecondOpinion(values);
  const set = values.SECOND_OPINION_URL ?? values.SECOND_OPINION_MODEL ?? values.SECOND_OPINION_KEY;
  if (opinion === null)
    return set === null
      ? []
      : ['SECOND_OPINION_API is not set: no second opinion is asked, whatever else is set for it.'];
  const { protocol, hostname } = new URL(opinion.url);
  return protocol === 'http:' && !isLoopback(hostname)
    ? [
        `SECOND_OPINION_URL is no https: articles${opinion.key === null ? '' : ' and the key'} go to ${hostname} in the clear.`,
      ]
    : [];
};

/** The variables that read as this. */
export const secondOpinionEnvironment = (opinion: SecondOpinionConfig | null) => ({
  SECOND_OPINION_API: opinion?.api ?? '',
  SECOND_OPINION_URL: opinion?.url ?? '',
  SECOND_OPINION_MODEL: opinion?.model ?? '',
  SECOND_OPINION_KEY: opinion?.key ?? '',
  SECOND_OPINION_SCOPE: opinion?.scope ?? '',
  SECOND_OPINION_TIMEOUT_MS: textOf(opinion?.timeoutMs),
  SECOND_OPINION_RETRIES: textOf(opinion?.retries),
  SECOND_OPINION_SPEND_LIMIT: textOf(opinion?.spendLimit),
  SECOND_OPINION_CONCURRENCY: textOf(opinion?.concurrency),
});

const textOf = (value: number | undefined) => (value === undefined ? '' : String(value));
