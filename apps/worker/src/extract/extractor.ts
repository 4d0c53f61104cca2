import type { Day, Extraction } from '@dealwatch/domain';

/** Reads an article: a pure function of its text, title and day. */
export type Extractor = (article: { text: string; title: string | null; publishedOn: Day }) => Extraction;
