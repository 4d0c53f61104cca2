import { type InputObject, readObjects } from '../extraction/read-articles';

/** One line of the API's answer to a bulk post. */
interface BulkResult {
  readonly line: number;
  readonly status: 'accepted' | 'duplicate' | 'invalid' | 'failed';
  readonly problem?: { readonly detail?: string };
}

const AT_ONCE = 200;
/** What the API takes; labels and ids of the files stay here. */
const FIELDS = ['text', 'html', 'title', 'url', 'source', 'publishedOn', 'language'] as const;
const COUNTED = ['accepted', 'duplicate', 'invalid', 'failed'] as const;

/**
 * Posts every article of the paths in batches, with a line of progress for each, and names each one that was refused.
 * Posting again is harmless: what is there already is a duplicate. Throws where the API is out of reach, and at the end
 * where any article was not taken.
 */
export async function importArticles(paths: readonly string[], apiUrl: string): Promise<void> {
  const counts = { accepted: 0, duplicate: 0, invalid: 0, failed: 0 };
  const articles: InputObject[] = [];
  for await (const article of readObjects(paths)) articles.push(article);
  for (let start = 0; start < articles.length; start += AT_ONCE) {
    const batch = articles.slice(start, start + AT_ONCE);
    for (const result of await post(apiUrl, batch.map(bodyOf))) {
      counts[result.status] += 1;
      if (result.status === 'accepted' || result.status === 'duplicate') continue;
      console.error(`${batch[result.line - 1]?.where}: ${result.status}: ${result.problem?.detail ?? ''}`);
    }
    console.log(
      `${start + batch.length} of ${articles.length} posted (${COUNTED.map((name) => `${counts[name]} ${name}`).join(', ')})`,
    );
  }
  const refused = counts.invalid + counts.failed;
  if (refused > 0) throw new Error(`${refused} of ${articles.length} articles were not taken.`);
}

async function post(apiUrl: string, bodies: readonly string[]): Promise<BulkResult[]> {
  const init = { method: 'POST', headers: { 'content-type': 'application/x-ndjson' }, body: bodies.join('\n') };
  const response = await fetch(new URL('/v1/articles/bulk', apiUrl), init).catch((cause: Error) => {
    throw new Error(`No API answers at ${apiUrl}. Start one with \`npm start\`, or name it with --to.`, { cause });
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${text}`);
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as BulkResult);
}

/** The article as one line of JSON, with the fields that the API takes and no others. */
export function bodyOf({ fields }: InputObject): string {
  const given = FIELDS.filter((field) => fields[field] !== undefined && fields[field] !== null);
  return JSON.stringify(Object.fromEntries(given.map((field) => [field, fields[field]])));
}
