import type { SecondOpinionConfig } from '@dealwatch/config';
import { extract } from '@dealwatch/extraction';
import { createSecondOpinion, type Opinion } from '@dealwatch/second-opinion';
import type { Extractor } from './extractor';

/** Where it is told how the asking goes; the log of the service is one. */
export interface OpinionLog {
  warn(fields: object, message: string): void;
  debug(fields: object, message: string): void;
}

export interface OwnedExtractor {
  readonly extractor: Extractor;
  /** Breaks off what is under way: those articles stay due. */
  close(): Promise<void>;
}

/** The rules, with a model beside them where one is configured. */
export function createExtractor(config: SecondOpinionConfig | null, log: OpinionLog): OwnedExtractor {
  if (config === null) return { extractor: extract, close: async () => undefined };
  const secondOpinion = createSecondOpinion(config, extract);
  const tell = tellOf(log);
  return {
    extractor: async (article) => {
      const { opinion, ...extraction } = await secondOpinion.read(article);
      tell(opinion, secondOpinion.tokensToday());
      return extraction;
    },
    close: () => secondOpinion.close(),
  };
}

/** Warns when questions begin to go unanswered for another reason, not at each of them: an outage is one trouble. */
function tellOf(log: OpinionLog): (opinion: Opinion, tokensToday: number) => void {
  let reason: string | null = null;
  return (opinion, tokensToday) => {
    const fresh = opinion.outcome === 'unanswered' && opinion.reason !== reason;
    if (opinion.outcome !== 'unasked') reason = opinion.outcome === 'unanswered' ? opinion.reason : null;
    const say = fresh ? log.warn.bind(log) : log.debug.bind(log);
    say({ ...opinion, tokensToday }, opinion.outcome === 'unanswered' ? 'no second opinion' : 'second opinion');
  };
}
