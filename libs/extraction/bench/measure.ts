/** What reading a list of texts over and over took, in processor time: other work on the machine does not count. */
export interface Measured {
  readonly articlesPerSecond: number;
  readonly kilobytesPerSecond: number;
  /** Milliseconds for one article, as most (p50) and all but one in a hundred (p99) take at most. */
  readonly p50: number;
  readonly p99: number;
  /** Peak of the memory that the process held, in megabytes, and by how much the run raised it. */
  readonly peak: number;
  readonly raised: number;
}

/** How often the memory in use is looked at. */
const LOOK_EVERY = 50;

/** Runs `read` over the articles in turn until the seconds are spent. */
export function measure<Article extends { readonly text: string }>(
  articles: readonly Article[],
  seconds: number,
  read: (article: Article) => unknown,
): Measured {
  const before = residentMegabytes();
  const times: number[] = [];
  let [spent, characters, peak] = [0, 0, before];
  for (let count = 0; spent < seconds * 1000; count += 1) {
    const article = articles[count % articles.length] as Article;
    const time = millisecondsOf(() => read(article));
    times.push(time);
    spent += time;
    characters += article.text.length;
    if (count % LOOK_EVERY === 0) peak = Math.max(peak, residentMegabytes());
  }
  return {
    articlesPerSecond: (times.length / spent) * 1000,
    kilobytesPerSecond: characters / spent,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    peak,
    raised: peak - before,
  };
}

function millisecondsOf(work: () => unknown): number {
  const started = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function residentMegabytes(): number {
  return process.memoryUsage.rss() / 1_000_000;
}
