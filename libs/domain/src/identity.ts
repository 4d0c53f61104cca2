import type { Claim } from './claim';
import { DomainError } from './domain-error';
import { hexOf, utf8 } from './hash-block';
import type { ArticleId, Day, DealId, DealKey, EventId, ReportId } from './ids';
import { sha256 } from './sha256';
import { uuidV5 } from './uuid-v5';

/** Namespace of every id below. Changing it would give every stored event a new identity: it stays. */
const NAMESPACE = '6f2b1d0e-5a3c-4c0b-9d57-2e8f41c7a690';

/**
 * The deal's id: supplier, recipient and system as a slug, `ru-tr-s-400`. Accents and letter case fall away and every
 * run of other characters becomes one hyphen, so `S-400` and `S 400` are the same deal on purpose.
 * @throws DomainError `invalid-deal` where a state is no two-letter code or the system holds no letter or digit
 */
export function dealIdOf(key: DealKey): DealId {
  for (const side of ['supplier', 'recipient'] as const) {
    if (/^[A-Z]{2}$/.test(key[side])) continue;
    throw new DomainError(
      'invalid-deal',
      `"${key[side]}" is no ISO 3166-1 alpha-2 code in upper case.`,
      `/deal/${side}`,
    );
  }
  const system = slug(key.system);
  if (system === '') throw new DomainError('invalid-deal', 'The system needs a letter or a digit.', '/deal/system');
  return `${key.supplier}-${key.recipient}-`.toLowerCase().concat(system) as DealId;
}

function slug(text: string): string {
  const letters = text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return letters.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '');
}

/** The event's id: UUID v5 of deal, type, polarity, tranche and both dates, so that every article finds the same event. */
export function eventIdOf(dealId: DealId, claim: Claim): EventId {
  const { type, polarity, tranche, occurredOn, expectedOn } = claim;
  return idOf(['event', dealId, type, polarity, tranche, occurredOn, expectedOn]) as EventId;
}

/** The report's id: UUID v5 of event, article and the offsets of its quote. */
export function reportIdOf(eventId: EventId, articleId: ArticleId, start: number, end: number): ReportId {
  return idOf(['report', eventId, articleId, start, end]) as ReportId;
}

/** What makes an article one article. */
export interface ArticleIdentity {
  readonly textHash: string;
  readonly publishedOn: Day;
  readonly url: string | null;
  readonly source: string | null;
}

/**
 * The article's id: UUID v5 of text, day and source, or URL where no source is named. Posting the same again gives the
 * same id; the same text elsewhere or on another day gives another.
 */
export function articleIdOf({ textHash, publishedOn, url, source }: ArticleIdentity): ArticleId {
  const place = nameKey(source) ?? url?.trim().replace(/#.*$/s, '') ?? null;
  return idOf(['article', textHash, publishedOn, place]) as ArticleId;
}

/** A name as it is compared: lower case, single blanks; null where nothing is left. */
export function nameKey(name: string | null): string | null {
  const key = name?.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
  return key ? key : null;
}

/** Lower-case hex SHA-256 of a text in UTF-8. */
export function textHashOf(text: string): string {
  return hexOf(sha256(utf8(text)));
}

function idOf(parts: readonly (string | number | null)[]): string {
  return uuidV5(JSON.stringify(parts), NAMESPACE);
}
