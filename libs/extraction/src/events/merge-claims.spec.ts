import type { PartialDate } from '@dealwatch/domain';
import { eventOf, groupClaims, sureness } from './merge-claims';
import type { ReadClaim } from './read-claims';

type Change = Partial<Omit<ReadClaim['candidate'], 'occurredOn' | 'expectedOn'>> & {
  readonly occurredOn?: string | null;
  readonly expectedOn?: string | null;
  readonly probability?: number;
  /** Whether the words themselves give the date. */
  readonly own?: boolean;
};

let start = 0;
/** A claim that stands behind those made before. */
function claim({ probability = 0.8, own = true, ...changes }: Change = {}): ReadClaim {
  start += 100;
  const candidate = {
    type: 'DeliveryMade',
    polarity: 'affirmed',
    deal: { supplier: 'SE', recipient: 'PE', system: 'Gripen' },
    tranche: null,
    occurredOn: null,
    expectedOn: null,
    actors: [],
    quantity: null,
    value: null,
    salience: 'background',
    confidence: 0,
    origin: null,
    start,
    end: start + 50,
    ...changes,
  } as ReadClaim['candidate'];
  const occurred = { value: candidate.occurredOn, from: own ? '“may”' : 'publication', features: [] };
  const decided = { answer: { probability: 1 }, occurred } as unknown as ReadClaim['decided'];
  return { candidate, decided, typeProbability: probability, titleProbability: 0 };
}
const grouped = (...claims: ReadClaim[]) => groupClaims(claims).map(({ members }) => members.length);

describe('claims of one article', () => {
  it('are one event where type, polarity and deal are the same', () => {
    expect(grouped(claim(), claim(), claim())).toEqual([3]);
  });

  it.each<[string, Change]>([
    ['another type', { type: 'DeliveryStarted' }],
    ['a denial', { polarity: 'denied' }],
    ['another buyer', { deal: { supplier: 'SE', recipient: 'BR', system: 'Gripen' } }],
    ['another system', { deal: { supplier: 'SE', recipient: 'PE', system: 'CV90' } }],
  ])('are kept apart by %s', (_, change) => {
    expect(grouped(claim(), claim(change))).toEqual([1, 1]);
  });

  it('are kept apart by tranches that differ, not by one that is not told', () => {
    expect(grouped(claim({ tranche: 1 }), claim({ tranche: 2 }))).toEqual([1, 1]);
    expect(grouped(claim({ tranche: 1 }), claim())).toEqual([2]);
  });

  it('are kept apart by dates of their own that cannot be one', () => {
    expect(grouped(claim({ occurredOn: '2023-05' }), claim({ occurredOn: '2023-06' }))).toEqual([1, 1]);
    expect(grouped(claim({ occurredOn: '2023' }), claim({ occurredOn: '2023-06' }))).toEqual([2]);
    expect(grouped(claim({ expectedOn: '2026' }), claim({ expectedOn: '2027' }))).toEqual([1, 1]);
  });

  it('are joined where a date is only taken from the article', () => {
    expect(grouped(claim({ occurredOn: '2023-05' }), claim({ occurredOn: '2024-06-12', own: false }))).toEqual([2]);
  });

  it('stand in the order of the text, whichever is surest, and none is lost', () => {
    const claims = [
      claim({ type: 'ContractSigned', probability: 0.3 }),
      claim({ probability: 0.4 }),
      claim({ type: 'OfferMade', probability: 0.9 }),
      claim({ probability: 0.95 }),
    ];
    const groups = groupClaims(claims);
    const starts = groups.map(({ lead }) => lead.candidate.start);
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
    expect(groups.flatMap(({ members }) => members)).toHaveLength(claims.length);
    for (const { lead, members } of groups) expect(sureness(lead)).toBe(Math.max(...members.map(sureness)));
  });
});

describe('the event of several claims', () => {
  const eventFrom = (...claims: ReadClaim[]) => claims.length > 0 && groupClaims(claims).map(eventOf)[0];

  it('is that of the surest, with what it leaves open filled from the others', () => {
    const sure = claim({ probability: 0.9, actors: ['PE'] });
    const more = claim({
      tranche: 2,
      quantity: { amount: 6, unit: 'jets' },
      value: { amount: 1e9, unit: 'USD' },
      salience: 'news',
      actors: ['Saab', 'PE'],
    });
    expect(eventFrom(sure, more)).toMatchObject({
      start: sure.candidate.start,
      tranche: 2,
      quantity: { amount: 6 },
      value: { amount: 1e9 },
      salience: 'news',
      actors: ['PE', 'Saab'],
    });
  });

  it('takes the finer of two dates, and none where the surest has none', () => {
    const dated = (occurredOn: string | null, probability: number) => claim({ occurredOn, probability });
    expect(eventFrom(dated('2023', 0.9), dated('2023-05', 0.8))).toMatchObject({
      occurredOn: '2023-05' as PartialDate,
    });
    expect(eventFrom(dated('2023-05', 0.9), dated('2023', 0.8))).toMatchObject({
      occurredOn: '2023-05' as PartialDate,
    });
    expect(eventFrom(dated(null, 0.9), dated('2023', 0.8))).toMatchObject({ occurredOn: null });
  });

  it('takes nothing from a repeat that is hardly believed', () => {
    expect(eventFrom(claim(), claim({ probability: 0.2, tranche: 3 }))).toMatchObject({ tranche: null });
  });
});
