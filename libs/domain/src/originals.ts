import { groupBy } from './grouping';
import type { ArticleId } from './ids';
import type { ArticleProvenance } from './report';

/**
 * The article from which each article's text comes, by id; its own where it copies none of those given. Articles with one text
 * are copies of the earliest among them. A text repeats the earliest of its near copies that is earlier than itself, and
 * through that what that one repeats. So two texts that both repeat a third are one, but a digest that repeats two independent
 * articles joins only the first of them. Neither the order of the articles nor which of two copies names the other plays
 * a part, and articles published later never change the original of an earlier one.
 */
export function originalsOf(articles: readonly ArticleProvenance[]): ReadonlyMap<ArticleId, ArticleProvenance> {
  const texts = groupBy(articles, ({ textHash }) => textHash);
  const firsts = new Map([...texts].map(([text, copies]) => [text, copies.reduce(earlier)]));
  const linked = linksBetween(articles);
  const originals = new Map<string, ArticleProvenance>();
  for (const [text, first] of [...firsts].sort(([, a], [, b]) => (isEarlierArticle(a, b) ? -1 : 1))) {
    const near = [...(linked.get(text) ?? [])].flatMap((other) => firsts.get(other) ?? []);
    const repeated = near.filter((other) => isEarlierArticle(other, first)).reduce(earlier, first);
    originals.set(text, originals.get(repeated.textHash) ?? first);
  }
  return new Map(articles.map((article) => [article.articleId, originals.get(article.textHash) ?? article]));
}

/** Texts that are near copies of each other, both ways, as far as articles of both are given. */
function linksBetween(articles: readonly ArticleProvenance[]): ReadonlyMap<string, ReadonlySet<string>> {
  const textOf = new Map(articles.map(({ articleId, textHash }) => [articleId, textHash]));
  const linked = new Map<string, Set<string>>();
  const link = (one: string, other: string): void => {
    linked.set(one, (linked.get(one) ?? new Set()).add(other));
  };
  for (const { textHash, nearCopies = [] } of articles) {
    for (const copy of nearCopies) {
      const other = textOf.get(copy);
      if (other === undefined || other === textHash) continue;
      link(textHash, other);
      link(other, textHash);
    }
  }
  return linked;
}

function earlier(a: ArticleProvenance, b: ArticleProvenance): ArticleProvenance {
  return isEarlierArticle(a, b) ? a : b;
}

/** Of two articles with one text, which is the original: the earlier published, on one day by id. */
export function isEarlierArticle(
  a: Pick<ArticleProvenance, 'publishedOn' | 'articleId'>,
  b: Pick<ArticleProvenance, 'publishedOn' | 'articleId'>,
): boolean {
  return a.publishedOn < b.publishedOn || (a.publishedOn === b.publishedOn && a.articleId < b.articleId);
}
