import { type Comparison, SIGNATURE_VERSION, signatureOf } from '@dealwatch/domain';
import { type ArticleRow, type Db, findNearCopies, indexSignature } from '@dealwatch/read-models';

/**
 * Compares an article with those taken in before. Its signature is committed first: of two articles that are read at once,
 * one then sees the other.
 */
export async function findCopies(
  db: Db,
  { articleId, publishedOn, textHash }: ArticleRow,
  text: string,
): Promise<Comparison> {
  const signature = signatureOf(text);
  if (!signature) return { signature: SIGNATURE_VERSION, copies: [] };
  const signed = { articleId, publishedOn, textHash, signature };
  await indexSignature(db, signed);
  return { signature: SIGNATURE_VERSION, copies: await findNearCopies(db, signed) };
}
