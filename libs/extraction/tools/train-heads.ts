import { join } from 'node:path';
import type { Day } from '@dealwatch/domain';
import { analyse } from '../src/analysis';
import { sceneOf } from '../src/deals/scene';
import { readEvents } from '../src/events/read-events';
import type { Reading } from '../src/events/walk';
import { ruledTriggers } from '../src/types/rule-features';
import { type Labelled, labelledFolder, labelledHeldOut, labelledTraining } from './labelled-articles';
import { Collector, HEADS } from './labels-decider';
import { probabilities, trainRanker } from './ranker';

export function readingOf(labelled: Labelled): Reading {
  const article = analyse(labelled.text, labelled.title);
  const published = labelled.publishedOn as Day;
  return {
    article,
    published,
    scene: sceneOf(article),
    ruled: article.analysed.map(ruledTriggers),
    rules: article.analysed.length > 0 ? readEvents(article, published) : [],
  };
}
if (require.main === module) {
  const home = join(__dirname, '../../../../libs/extraction');
  const t0 = Date.now();
  const texts = [
    ...labelledTraining(join(home, 'training')),
    ...labelledHeldOut(join(home, 'held-out')),
    ...labelledFolder(process.argv[2] ?? '../shared/corpus'),
  ];
  const collector = new Collector();
  texts.forEach((labelled, text) => {
    collector.collect(text, labelled, readingOf(labelled));
  });
  console.log('collected', Date.now() - t0, 'unreachable deals', collector.unreachable);
  for (const head of HEADS) {
    const all = collector.choices[head];
    const size = collector.index[head].names.length;
    const isTrain = (w: string) => w !== 'corpus' && w !== 'held-out';
    const train = all.filter(({ text }) => isTrain(texts[text]!.writer));
    for (const [epochs, rate, l2, damping] of [
      [6, 0.1, 1e-3, 1e-6],
      [6, 0.1, 1e-3, 1],
      [6, 0.1, 1e-2, 1],
      [4, 0.05, 1e-2, 1],
      [6, 0.03, 1e-3, 1],
    ] as const) {
      const weights = trainRanker(train, size, { epochs, rate, l2, damping });
      const line = ['held-out', 'corpus'].map((writer) => {
        const held = all.filter(({ text }) => texts[text]!.writer === writer);
        const ok = held.filter((c) => {
          const odds = probabilities(c.candidates, weights);
          return c.right.includes(odds.indexOf(Math.max(...odds)));
        }).length;
        return `${writer} ${held.length} ${(ok / held.length).toFixed(3)}`;
      });
      if (process.argv.includes(head)) {
        const names = collector.index[head].names;
        for (const c of all.filter(
          ({ text }) => texts[text]!.writer === (process.argv.includes('--held') ? 'held-out' : 'corpus'),
        )) {
          const odds = probabilities(c.candidates, weights);
          const top = odds.indexOf(Math.max(...odds));
          if (!c.right.includes(top))
            console.log(
              '  ',
              c.note,
              '| chose',
              names[c.candidates[top]![0]!],
              names[c.candidates[top]![1]!],
              c.values?.[top],
              '| right',
              c.right.map((i) => `${names[c.candidates[i]![0]!]} ${c.values?.[i]}`).join(','),
            );
        }
      }
      console.log(
        head.padEnd(10),
        epochs,
        rate,
        l2,
        damping,
        'train',
        train.length,
        'features',
        size,
        line.join('  '),
        Date.now() - t0,
      );
    }
  }
}
