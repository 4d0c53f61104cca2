import { fork } from 'node:child_process';
import { once } from 'node:events';
import { madeUpArticles } from './made-up-articles';
import { type Measured, measure } from './measure';

/** Seconds: the compiler works on other threads for some of them, whose processor time would be counted. */
const WARM_UP = 10;
const SECONDS = 5;

/** What is measured, each in a process of its own so that its memory is its own. */
const READERS: Readonly<Record<string, () => Promise<Reader>>> = {
  extractor: async () => {
    const { EXTRACTOR, extract } = await import('@dealwatch/extraction');
    return { title: EXTRACTOR, read: extract };
  },
  tagger: async () => {
    const [{ default: winkNlp }, { default: model }] = await Promise.all([
      import('wink-nlp'),
      import('wink-eng-lite-web-model'),
    ]);
    const wink = winkNlp(model, ['sbd', 'pos']);
    // tags are made when the document is; asking for them costs little
    return { title: 'wink-nlp, sentences and tags only', read: ({ text }) => wink.readDoc(text).tokens().length() };
  },
};

interface Reader {
  readonly title: string;
  readonly read: (article: ReturnType<typeof madeUpArticles>[number]) => unknown;
}

async function measureHere(name: string): Promise<void> {
  const reader = await READERS[name]?.();
  if (reader === undefined) throw new Error(`Nothing is called "${name}".`);
  const articles = madeUpArticles();
  measure(articles, WARM_UP, reader.read);
  show(reader.title, measure(articles, SECONDS, reader.read));
}

function show(title: string, { articlesPerSecond, kilobytesPerSecond, p50, p99, peak }: Measured): void {
  const cells = [
    `${articlesPerSecond.toFixed(0).padStart(6)} articles/s`,
    `${kilobytesPerSecond.toFixed(0).padStart(6)} kB/s`,
    `p50 ${p50.toFixed(2).padStart(6)} ms`,
    `p99 ${p99.toFixed(2).padStart(6)} ms`,
    `peak ${peak.toFixed(0).padStart(4)} MB`,
  ];
  console.log(`${title.padEnd(36)} ${cells.join('  ')}`);
}

async function main(name: string | undefined): Promise<void> {
  if (name !== undefined) return measureHere(name);
  const articles = madeUpArticles();
  const mean = articles.reduce((sum, { text }) => sum + text.length, 0) / articles.length;
  console.log(`${articles.length} made-up articles of ${mean.toFixed(0)} characters, processor time on one core`);
  for (const each of Object.keys(READERS)) {
    const [code] = await once(fork(__filename, [each]), 'exit');
    if (code !== 0) process.exitCode = 1;
  }
}

main(process.argv[2]);
