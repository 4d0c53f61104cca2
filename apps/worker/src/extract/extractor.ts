import type { Day, Extraction } from '@dealwatch/domain';

/**
 * Reads an article: by rules alone a pure function of its text, title and day. Where a model is asked beside them the answer takes
 * time and may differ the next time; what counts is the first one that is recorded.
 */
export type Extractor = (article: {
  text: string;
  title: string | null;
  publishedOn: Day;
}) => Extraction | Promise<Extraction>;
