import type { SecondOpinionConfig } from '@dealwatch/config';
import { type ComposedExtractor, createExtractor } from '@dealwatch/intake';
import type { Opinion } from '@dealwatch/second-opinion';
import { summaryOf } from '../extraction/opinions';

/** The extractor of this build and configuration; closed, it tells on standard error how the asking went. */
export function createAsking(secondOpinion: SecondOpinionConfig | null): ComposedExtractor {
  const opinions: Opinion[] = [];
  let tokens = 0;
  const { close, ...composed } = createExtractor(secondOpinion, (opinion, tokensToday) => {
    opinions.push(opinion);
    tokens = tokensToday;
  });
  return {
    ...composed,
    close: async () => {
      if (opinions.length > 0) console.error(summaryOf(opinions, tokens));
      await close();
    },
  };
}
