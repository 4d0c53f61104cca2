import { DealRanker } from '../src/deals/rank-deals';
import { triplesOf } from '../src/deals/triples';
import { claimOf } from '../src/events/claim';
import { modelDecider } from '../src/events/model-decider';
import { walk } from '../src/events/walk';
import { headsOf } from '../src/model/load';
import type { Models } from '../src/model/models';
import type { Labelled } from './labelled-articles';
import { canonical, sameSystem, sentenceOf } from './labels';
import { Collector, HEADS, type Head } from './labels-decider';
import { learnHeads } from './learn';
import { type Text, textOf } from './learn-text';

type Label = Labelled['events'][number];

const label = (changes: Partial<Label>): Label => ({
  type: 'ContractSigned',
  polarity: 'affirmed',
  deal: { supplier: 'SE', recipient: 'PE', system: 'Gripen' },
  tranche: null,
  occurredOn: null,
  expectedOn: null,
  actors: [],
  quantity: null,
  value: null,
  quote: '',
  salience: 'news',
  ...changes,
});

/** A made-up text in which each event is labelled with its sentence. */
function text(kind: Labelled['kind'], ...events: (readonly [quote: string, Partial<Label>])[]): Labelled {
  return {
    id: events.map(([quote]) => quote.length).join('-'),
    register: 'wire',
    publishedOn: '2024-06-12',
    title: null,
    text: events.map(([quote]) => quote).join(' '),
    events: events.map(([quote, changes]) => label({ quote, ...changes })),
    writer: 'writer-z',
    kind,
  };
}

const STORY = text(
  'articles',
  ['Peru signed a contract with Sweden for 24 Gripen jets on Tuesday.', { occurredOn: '2024-06-11' }],
  [
    'Sweden has not delivered the second batch of Gripen jets that was due in May.',
    { type: 'DeliveryMade', polarity: 'denied', tranche: 2, occurredOn: '2024-05', salience: 'background' },
  ],
  [
    'Seoul will deliver K2 tanks to Chile in 2026.',
    {
      type: 'DeliveryAnnounced',
      deal: { supplier: 'KR', recipient: 'CL', system: 'K2' },
      occurredOn: '2024-06-12',
      expectedOn: '2026',
    },
  ],
);

function collected(labelled: Labelled) {
  const collector = new Collector();
  const { reading } = textOf(labelled);
  collector.collect(0, labelled, reading);
  /** Names of the features of the right candidates of each choice of a head. */
  const right = (head: Head) =>
    collector.choices[head].map(({ candidates, right: [at = -1] }) =>
      [...(candidates[at] ?? [])].map((id) => collector.index[head].names[id] as string),
    );
  return { collector, reading, right };
}

describe('what labels teach the heads', () => {
  it('is the labelled deal, among all that the text could speak of', () => {
    const { collector, reading } = collected(STORY);
    const triples = triplesOf(reading.scene);
    const deals = collector.choices.deals.map(({ candidates, right }) => {
      expect(candidates).toHaveLength(triples.length);
      return right.map((at) => {
        const { system = -1, supplier = -1, recipient = -1 } = triples[at] ?? {};
        const { systems, parties } = reading.scene;
        return `${parties[supplier]?.code}>${parties[recipient]?.code} ${systems[system]?.name}`;
      });
    });
    expect(deals).toEqual([['SE>PE Gripen'], ['SE>PE Gripen'], ['KR>CL K2']]);
    expect(collector.unreachable).toBe(0);
  });

  it('is the labelled polarity, date, tranche and salience', () => {
    const { right } = collected(STORY);
    expect(right('polarity').map((features) => features.includes('neg'))).toEqual([false, true, false]);
    expect(right('salience').map((features) => features.length > 0)).toEqual([true, false, true]);
    expect(right('tranche').map(([first]) => first)).toEqual(['number', 'none']);
    expect(right('occurred').map(([first]) => first)).toEqual(['own', 'own', 'publication']);
    expect(right('expected').map(([first]) => first)).toEqual(['own']);
  });

  it('counts a tranche that is told for more than one that is not', () => {
    const { collector } = collected(STORY);
    expect(collector.choices.tranche.map(({ weight }) => weight)).toEqual([2, 1]);
  });

  it('is nothing where the text does not offer the labelled answer', () => {
    const far = text('passages', [
      'Peru signed for Gripen jets.',
      { deal: { supplier: 'FR', recipient: 'BR', system: 'Rafale' } },
    ]);
    const { collector } = collected(far);
    expect([collector.unreachable, collector.choices.deals.length]).toEqual([1, 0]);
  });

  it('is neither salience nor day in passages, where nothing else stands beside the news', () => {
    const { collector } = collected({ ...STORY, kind: 'passages' });
    expect(collector.choices.salience).toEqual([]);
    expect(collector.choices.occurred).toEqual([]);
    expect(collector.choices.expected).toHaveLength(1);
    expect(collector.choices.polarity).toHaveLength(3);
  });

  it('leaves out of a choice the other deals of the same type that the sentence tells', () => {
    const both = 'Greece and Cyprus signed contracts with Germany for Lynx vehicles.';
    const deal = (recipient: string) => ({ deal: { supplier: 'DE', recipient, system: 'Lynx KF41' } });
    const labelled = { ...text('passages', [both, deal('GR')]), text: both };
    const { collector, reading } = collected({
      ...labelled,
      events: [...labelled.events, label({ quote: both, ...deal('CY') })],
    });
    for (const { candidates } of collector.choices.deals)
      expect(candidates).toHaveLength(triplesOf(reading.scene).length - 1);
  });
});

describe('heads learnt from labels', () => {
  const buyers = [
    ['Peru', 'PE'],
    ['Chile', 'CL'],
    ['Brazil', 'BR'],
    ['Kenya', 'KE'],
  ] as const;
  const texts = buyers.map(([name, recipient]) =>
    textOf(
      text(
        'articles',
        [
          `${name} signed a contract with Sweden for Gripen jets on Tuesday.`,
          { deal: { supplier: 'SE', recipient, system: 'Gripen' }, occurredOn: '2024-06-11' },
        ],
        [
          `${name} has not signed a contract with South Korea for K2 tanks.`,
          {
            deal: { supplier: 'KR', recipient, system: 'K2' },
            polarity: 'denied',
            occurredOn: '2024-06-12',
            salience: 'background',
          },
        ],
        [
          `South Korea delivered the second batch of K2 tanks to ${name} in 2022.`,
          {
            type: 'DeliveryMade',
            deal: { supplier: 'KR', recipient, system: 'K2' },
            tranche: 2,
            occurredOn: '2022',
            salience: 'background',
          },
        ],
      ),
    ),
  );
  const { weights, hidden } = learnHeads(texts);

  function decided({ labelled, reading }: Text) {
    const models = { heads: headsOf(weights, hidden) } as Models;
    const claims = labelled.events.flatMap(({ type, quote }) => {
      const sentence = sentenceOf(labelled, reading.article, quote);
      const analysed = reading.article.analysed[sentence];
      return analysed ? [claimOf(sentence, analysed, reading.ruled[sentence] ?? [], type)] : [];
    });
    return walk(reading, claims, modelDecider(new DealRanker(reading.scene, models.heads.deals), models));
  }

  it('decide as the labels say', () => {
    for (const one of texts)
      expect(
        decided(one).map(({ answer, polarity, tranche, occurred, news }) => [
          answer.deal,
          polarity,
          tranche,
          occurred.value,
          news ? 'news' : 'background',
        ]),
      ).toEqual(one.labelled.events.map((l) => [l.deal, l.polarity, l.tranche, l.occurredOn, l.salience]));
  });

  it('are the same when they are learnt again', () => {
    expect(learnHeads(texts)).toEqual({ weights, hidden });
    expect(Object.keys(weights).sort()).toEqual([...HEADS].sort());
  });
});

describe('labels', () => {
  it('name systems in several ways', () => {
    expect(canonical('Scorpène')).toBe('Scorpene');
    expect(canonical('frigate')).toBe('frigate');
    expect([
      sameSystem('Gripen fighters', 'Gripen'),
      sameSystem('Scorpène', 'Scorpene'),
      sameSystem('K2', 'K9'),
    ]).toEqual([true, true, false]);
  });

  it('stand in the sentence that holds most of their quote', () => {
    const { article } = textOf(STORY).reading;
    expect(STORY.events.map(({ quote }) => sentenceOf(STORY, article, quote))).toEqual([0, 1, 2]);
    const across = `Tuesday. ${STORY.events[1]?.quote}`;
    expect(sentenceOf(STORY, article, across)).toBe(1);
    expect(sentenceOf(STORY, article, 'This is not there.')).toBe(-1);
  });
});
