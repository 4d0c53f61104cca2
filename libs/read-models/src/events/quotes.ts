import type { ArticleId, ReportRef } from '@dealwatch/domain';
import { findTexts } from '../articles/find-article';
import type { Db } from '../db';

/** A value in which every reference to a report bears its sentence too. */
export type WithQuotes<T> = T extends ReportRef
  ? T & { readonly quote: string | null }
  : T extends string | number | boolean | null | undefined
    ? T
    : { readonly [Key in keyof T]: WithQuotes<T[Key]> };

/**
 * Puts the sentence beside every reference to a report inside a status or timeline (plain data, as libs/domain returns
 * it); null where the article's text was erased. The texts are read in one statement.
 */
export async function withQuotes<T>(db: Db, value: T): Promise<WithQuotes<T>> {
  const articleIds = new Set<ArticleId>();
  visitRefs(value, ({ articleId }) => articleIds.add(articleId));
  return quotedFrom(await findTexts(db, [...articleIds]), value);
}

/** The same from texts at hand, by article id. */
export function quotedFrom<T>(texts: ReadonlyMap<ArticleId, string>, value: T): WithQuotes<T> {
  return quoted(value, texts) as WithQuotes<T>;
}

function visitRefs(value: unknown, visit: (ref: ReportRef) => void): void {
  if (value === null || typeof value !== 'object') return;
  if (isReportRef(value)) visit(value);
  else for (const part of Object.values(value)) visitRefs(part, visit);
}

function quoted(value: unknown, texts: ReadonlyMap<ArticleId, string>): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (isReportRef(value)) {
    const { articleId, start, end } = value;
    return { ...value, quote: texts.get(articleId)?.slice(start, end) ?? null };
  }
  if (Array.isArray(value)) return value.map((part) => quoted(part, texts));
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, quoted(part, texts)]));
}

function isReportRef(value: object): value is ReportRef {
  return 'reportId' in value && 'articleId' in value && 'start' in value && 'end' in value;
}
