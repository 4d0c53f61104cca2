import { EXTRACTOR, extract } from '@dealwatch/extraction';
import { createSecondOpinion, type Opinion, opinedName, type SecondOpinionSettings } from '@dealwatch/second-opinion';
import type { Extractor } from './intake';

/** Told how each asking went, with the tokens that this process has used today (UTC). */
export type TellOpinion = (opinion: Opinion, tokensToday: number) => void;

export interface ComposedExtractor {
  /** Name and version under which it reads; a reading without the answer that it asked for bears `unansweredName` of it. */
  readonly name: string;
  readonly extractor: Extractor;
  /** Breaks off what is under way, which then rejects with `Stopped`: those articles stay due. */
  close(): Promise<void>;
}

/** The rules, with a model beside them where one is configured. */
export function createExtractor(settings: SecondOpinionSettings | null, tell: TellOpinion): ComposedExtractor {
  if (settings === null) return { name: EXTRACTOR, extractor: extract, close: async () => undefined };
  const secondOpinion = createSecondOpinion(settings, extract);
  return {
    name: opinedName(EXTRACTOR, settings),
    extractor: async (article) => {
      const { opinion, ...reading } = await secondOpinion.read(article);
      tell(opinion, secondOpinion.tokensToday());
      return reading;
    },
    close: () => secondOpinion.close(),
  };
}
