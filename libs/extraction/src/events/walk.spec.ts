import type { Day, EventType } from '@dealwatch/domain';
import { analyse } from '../analysis';
import type { RankedDeal } from '../deals/rank-deals';
import { DealRanker } from '../deals/rank-deals';
import { NO_HIDDEN } from '../model/hidden-model';
import { headsOf } from '../model/load';
import type { Models } from '../model/models';
import { RankModel } from '../model/rank-model';
import { claimOf } from './claim';
import { modelDecider } from './model-decider';
import { readingOf } from './read-claims';
import { type DealAnswer, type Decider, type Reading, walk } from './walk';

const readingFor = (text: string, title: string | null = null) => readingOf(analyse(text, title), '2024-06-12' as Day);

function claimsOf({ article, ruled }: Reading, ...types: (readonly [sentence: number, EventType])[]) {
  return types.map(([sentence, type]) => {
    const analysed = article.analysed[sentence];
    if (!analysed) throw new Error(`no sentence ${sentence}`);
    return claimOf(sentence, analysed, ruled[sentence] ?? [], type);
  });
}

const GRIPEN: DealAnswer = {
  deal: { supplier: 'SE', recipient: 'PE', system: 'Gripen' },
  probability: 1,
  nth: 0,
  share: 1,
  triple: null,
  ranked: [],
};
/** Answers alike for every claim. */
const decider = (changes: Partial<Decider> = {}): Decider => ({
  deals: () => [GRIPEN],
  polarity: () => 'affirmed',
  tranche: (_, choices) => choices[0] ?? { value: null, features: [] },
  occurred: (_, choices) =>
    choices.find(({ from }) => from.startsWith('“')) ?? { value: null, from: 'none', features: [] },
  expected: (_, choices) => choices.at(-1) ?? { value: null, from: 'none', features: [] },
  salient: () => true,
  ...changes,
});

const TEXT =
  'Peru signed a contract for Gripen jets in May 2023. Sweden will deliver the second Gripen in 2026. It is ready.';

describe('a walk through the claims of an article', () => {
  it('decides them in the order of the text, in whatever order they are handed over', () => {
    const reading = readingFor(TEXT);
    const claims = claimsOf(reading, [1, 'DeliveryAnnounced'], [0, 'ContractSigned']);
    expect(walk(reading, claims, decider()).map(({ claim }) => claim.type)).toEqual([
      'ContractSigned',
      'DeliveryAnnounced',
    ]);
  });

  it('keeps the deal, the date and the tranche of an event in mind for the next', () => {
    const reading = readingFor(TEXT);
    const asked: (string | null)[][] = [];
    walk(
      reading,
      claimsOf(reading, [0, 'ContractSigned'], [1, 'DeliveryAnnounced'], [2, 'ProductionProgressed']),
      decider({
        deals: (_, { memory }) => {
          asked.push([memory.last?.system ?? null, memory.bySystem.get('Gripen')?.recipient ?? null]);
          return [GRIPEN];
        },
        tranche: (_, choices) => {
          asked.push(choices.map(({ value }) => String(value)));
          return choices.at(-1) ?? { value: null, features: [] };
        },
        occurred: (_, choices) => {
          asked.push(choices.flatMap(({ value, from }) => (from.startsWith('narrated') ? [value] : [])));
          return choices.find(({ from }) => from.startsWith('“')) ?? { value: null, from: 'none', features: [] };
        },
      }),
    );
    expect(asked).toEqual([
      [null, null],
      ['null'],
      [],
      ['Gripen', 'PE'],
      ['null', '2'],
      ['2023-05'],
      ['Gripen', 'PE'],
      ['null', '2'],
      ['2023-05'],
    ]);
  });

  it('asks for a date to come only where the type looks ahead', () => {
    const reading = readingFor(TEXT);
    const decided = walk(reading, claimsOf(reading, [0, 'ContractSigned'], [1, 'DeliveryAnnounced']), decider());
    expect(decided.map(({ expected }) => expected?.value)).toEqual([undefined, '2026']);
  });

  it('asks for no date to come of what is denied', () => {
    const reading = readingFor(TEXT);
    const claims = claimsOf(reading, [1, 'DeliveryAnnounced']);
    const [denied] = walk(reading, claims, decider({ polarity: () => 'denied' }));
    const [affirmed] = walk(reading, claims, decider());
    expect([denied?.expected, affirmed?.expected?.value]).toEqual([null, '2026']);
  });

  it('counts how many sentences ago the day of a speech was told', () => {
    const reading = readingFor(
      'The minister said on Monday that Peru wants Gripens. They are good. Peru ordered Gripens.',
    );
    const ago: string[] = [];
    const claims = claimsOf(reading, [0, 'InterestExpressed'], [2, 'ContractSigned']);
    walk(
      reading,
      claims,
      decider({
        occurred: (_, choices) => {
          const speech = choices.find(({ from }) => from === 'speech');
          ago.push(...(speech?.features.filter((feature) => /^speech[|]ago[0-9]$/.test(feature)) ?? []));
          return speech ?? { value: null, from: 'none', features: [] };
        },
      }),
    );
    expect(ago).toEqual(['speech|ago0', 'speech|ago2']);
  });

  it('does not go on about a deal that only a list adds', () => {
    const reading = readingFor(TEXT);
    const asked: (string | null)[] = [];
    const beside = (system: string, share: number): DealAnswer => ({
      ...GRIPEN,
      deal: { ...GRIPEN.deal, system },
      nth: 1,
      share,
    });
    walk(
      reading,
      claimsOf(reading, [0, 'ContractSigned'], [1, 'DeliveryAnnounced'], [2, 'SystemActivated']),
      decider({
        deals: ({ sentence }, { memory }) => {
          asked.push(memory.last?.system ?? null);
          return [GRIPEN, sentence === 0 ? beside('K2', 0.1) : beside('K9', 0.8)];
        },
      }),
    );
    expect(asked).toEqual([null, 'Gripen', 'K9']);
  });

  it('tells each claim where other probable claims of its sentence have their words', () => {
    const reading = readingFor(
      'Peru received in May 2023 the first of the Gripen jets that it ordered from Sweden in 2021.',
    );
    const [sentence] = reading.article.analysed;
    if (!sentence) throw new Error('no sentence');
    const owners = (likely: boolean): string[] => {
      const of: string[] = [];
      const claims = (['DeliveryStarted', 'ContractSigned'] as const).map((type) =>
        claimOf(0, sentence, reading.ruled[0] ?? [], type, () => null, likely),
      );
      walk(
        reading,
        claims,
        decider({
          occurred: ({ type }, choices) => {
            const whose = choices.flatMap(({ features }) => features.filter((one) => /^own[|]by-[a-z]+$/.test(one)));
            of.push(`${type} ${whose.map((one) => one.slice(7)).join(' ')}`);
            return { value: null, from: 'none', features: [] };
          },
        }),
      );
      return of.sort();
    };
    expect(owners(true)).toEqual(['ContractSigned rival mine', 'DeliveryStarted mine rival']);
    expect(owners(false)).toEqual(['ContractSigned alone alone', 'DeliveryStarted alone alone']);
  });

  it('drops a claim without a deal, and gives one with several deals an event each', () => {
    const reading = readingFor(TEXT);
    const claims = claimsOf(reading, [0, 'ContractSigned']);
    expect(walk(reading, claims, decider({ deals: () => [] }))).toEqual([]);
    expect(walk(reading, claims, decider({ deals: () => [GRIPEN, { ...GRIPEN, nth: 1 }] }))).toHaveLength(2);
  });
});

describe('decisions of the heads', () => {
  const none = headsOf({}, NO_HIDDEN);
  const heads = (changes: Partial<Models['heads']>) =>
    modelDecider(new DealRanker(readingFor(TEXT).scene, none.deals), { heads: { ...none, ...changes } } as Models);
  const [claim] = claimsOf(readingFor(TEXT), [0, 'ContractSigned']);
  if (!claim) throw new Error('no claim');

  it('take the choice that weighs most, the first of equals', () => {
    const choices = ['a', 'b', 'c'].map((feature, value) => ({ value, features: [feature] }));
    const { tranche } = heads({ tranche: new RankModel({ b: 1, c: 1 }) });
    expect(tranche(claim, choices).value).toBe(1);
  });

  it('deny and hold for news from even odds on', () => {
    const { polarity, salient } = heads({ polarity: new RankModel({ not: 1 }), salience: new RankModel({ old: -1 }) });
    expect([polarity(claim, ['not']), polarity(claim, [])]).toEqual(['denied', 'affirmed']);
    expect([salient(claim, ['old']), salient(claim, [])]).toEqual([false, true]);
  });

  it('take further deals that come near the first where a list would put them side by side', () => {
    const ranked = (deals: readonly (readonly [string, number])[]): RankedDeal[] =>
      deals.map(([name, probability]) => {
        const [supplier = '', recipient = '', system = ''] = name.split(' ');
        return { deal: { supplier, recipient, system }, probability, triple: { system: 0, supplier: 0, recipient: 0 } };
      });
    let listed: string | null = null;
    const chosen = (...deals: (readonly [string, number])[]) => {
      const ranker = { rank: () => ranked(deals), listed: () => listed } as unknown as DealRanker;
      const question = {
        sentence: 0,
        type: claim.type,
        anchor: null,
        memory: { last: null, bySystem: new Map() },
        rule: null,
      };
      const { deals: answers } = modelDecider(ranker, { heads: none } as Models);
      return answers(claim, question).map(
        ({ deal, nth, share }) => `${deal.supplier}>${deal.recipient} ${nth} ${share}`,
      );
    };
    expect(chosen(['DE GR Lynx', 0.5], ['DE CY Lynx', 0.25], ['FR GR Lynx', 0.2])).toEqual([
      'DE>GR 0 1',
      'DE>CY 1 0.5',
    ]);
    expect(chosen(['DE GR Lynx', 0.8], ['DE CY Lynx', 0.1])).toEqual(['DE>GR 0 1']);
    expect(chosen(['DE GR Lynx', 0.5], ['SE GR CV90', 0.4])).toEqual(['DE>GR 0 1', 'SE>GR 1 0.8']);
    expect(chosen()).toEqual([]);
    listed = 'system';
    expect(chosen(['DE GR Lynx', 0.8], ['SE GR CV90', 0.1])).toEqual(['DE>GR 0 1', 'SE>GR 1 0.125']);
    expect(chosen(['DK AR F-16', 0.8], ['NL AR F-16', 0.4], ['FR GR Rafale', 0.2])).toEqual([
      'DK>AR 0 1',
      'NL>AR 1 0.5',
    ]);
    listed = null;
    expect(chosen(['DK AR F-16', 0.8], ['NL AR F-16', 0.4])).toEqual(['DK>AR 0 1']);
  });
});
