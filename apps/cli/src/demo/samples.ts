import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One of the repository's sample articles, ready to be posted. */
export interface SampleArticle {
  readonly title: string;
  readonly url: string;
  readonly source: string;
  readonly publishedOn: string;
  readonly language: string;
  readonly text: string;
}

/** The sample articles of a folder, without their labels, in the order of their publication. */
export function readSamples(folder: string): SampleArticle[] {
  if (!existsSync(folder))
    throw new Error(
      `There is no folder ${folder}. Run this where the sample articles are, or name them with --samples.`,
    );
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as SampleArticle)
    .map(({ title, url, source, publishedOn, language, text }) => ({ title, url, source, publishedOn, language, text }))
    .sort((a, b) => (a.publishedOn < b.publishedOn ? -1 : 1));
}
