/** One word, number or sign of a sentence. Offsets are UTF-16 units into the article's text. */
export interface Token {
  readonly text: string;
  /** Lower case, without diacritics, with plain apostrophes: the form that lexicons are matched against. */
  readonly lower: string;
  readonly start: number;
  readonly end: number;
  /** Whether it follows the token before it with no white space between (`S` and `400` in `S-400`). */
  readonly glued: boolean;
}

/** A stretch of a text, in UTF-16 units; `end` is exclusive. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

export interface Sentence {
  readonly index: number;
  readonly paragraph: number;
  /** Offsets into the article's text; a headline has none of its own there and is never quoted. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** `title` is the headline given beside the text, `heading` a line of the text that is no sentence. */
  readonly role: 'title' | 'heading' | 'body';
}

/** A place and day that stand before the first words of a report ("ANKARA, December 13. /TASS/."). */
export interface Dateline {
  readonly place: string;
  readonly start: number;
  readonly end: number;
}

export interface SegmentedArticle {
  readonly text: string;
  readonly sentences: readonly Sentence[];
  readonly datelines: readonly Dateline[];
}
