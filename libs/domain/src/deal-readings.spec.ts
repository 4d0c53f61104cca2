import { toldMentions } from '@dealwatch/testing';
import type { ExtractedReport } from './claim';
import { type DealState, evolveDeal, initialDeal, type ReadingOfDeal, recordReading } from './deal';
import type { DealEvent } from './deal-events';
import { historyOf, visible } from './history';
import { parseInstant } from './instant';
import { logIdOf } from './log-id';

const [SIGNED, DATED, DENIED] = toldMentions([
  { on: '2024-03-02', events: ['ContractSigned 2024', 'ContractSigned 2024-03', 'not DealCancelled -'] },
]) as [Mention, Mention, Mention];
const [ELSEWHERE] = toldMentions([{ on: '2024-03-05', source: 'Other', events: ['ContractSigned 2024'] }]) as [Mention];
type Mention = ReturnType<typeof toldMentions>[number];

const reading = (nth: number, ...reports: ExtractedReport[]): ReadingOfDeal => ({
  article: SIGNED.article,
  extractor: `rules@${nth}.0.0`,
  reading: nth,
  reports,
});
const elsewhere: ReadingOfDeal = { ...reading(1, ELSEWHERE.report), article: ELSEWHERE.article };
const given = (...events: DealEvent[]): DealState => events.reduce(evolveDeal, initialDeal);
/** The stream that these readings leave, one recorded after the other. */
const streamOf = (...readings: ReadingOfDeal[]): DealEvent[] => {
  const events: DealEvent[] = [];
  for (const next of readings) events.push(...recordReading(given(...events), next));
  return events;
};
const types = (events: readonly DealEvent[]): string[] => events.map((event) => event.type);
const standing = (events: readonly DealEvent[]) =>
  visible(
    historyOf(
      events.map((event, index) => ({
        event,
        recordedAt: parseInstant('2026-01-01T00:00:00Z'),
        position: `${index + 1}`,
      })),
    ),
    { knownBy: null, recordedBy: null },
  ).map(({ type, occurredOn, report }) => `${type} ${occurredOn} ${report.extractor}`);

describe('a later reading of an article', () => {
  const first = streamOf(reading(1, SIGNED.report));

  it('that finds the same adds nothing, and the report keeps the version that read it first', () => {
    expect(recordReading(given(...first), reading(2, SIGNED.report))).toEqual([]);
  });

  it('supersedes a report that it does not hold any more', () => {
    const events = recordReading(given(...first), reading(2));
    expect(events).toEqual([
      {
        type: 'ReportSuperseded',
        data: expect.objectContaining({ extractor: 'rules@2.0.0', reading: 2, reason: 'reread' }),
      },
    ]);
    expect(standing([...first, ...events])).toEqual([]);
    expect(recordReading(given(...first, ...events), reading(2))).toEqual([]);
  });

  it.each([
    ['actors', { actors: ['AA'] }],
    ['quantity', { quantity: { amount: 4, unit: 'batteries' } }],
    ['value', { value: { amount: 2e9, unit: 'USD' } }],
    ['salience', { salience: 'background' }],
    ['confidence', { confidence: 0.4 }],
    ['origin', { origin: 'wire one' }],
  ] as const)('revises a report of which it reads %s otherwise', (_, change) => {
    const events = recordReading(given(...first), reading(2, { ...SIGNED.report, ...change }));
    expect(events).toMatchObject([{ type: 'ReportRevised', data: { reading: 2, report: change } }]);
    expect(recordReading(given(...first, ...events), reading(2, { ...SIGNED.report, ...change }))).toEqual([]);
  });

  it('that dates a step otherwise supersedes the one event and records the other', () => {
    const events = recordReading(given(...first), reading(2, DATED.report));
    expect(types(events)).toEqual(['ReportSuperseded', 'ContractSigned']);
    expect(standing([...first, ...events])).toEqual(['ContractSigned 2024-03 rules@2.0.0']);
  });

  it('opens the deal where it is the first to speak of it', () => {
    expect(types(streamOf(reading(2, DENIED.report)))).toEqual(['DealOpened', 'DealCancelled']);
  });

  it('leaves what other articles say', () => {
    const stream = streamOf(elsewhere, reading(1, SIGNED.report), reading(2));
    expect(types(stream)).toEqual(['DealOpened', 'ContractSigned', 'ReportCorroborated', 'ReportSuperseded']);
    expect(standing(stream)).toEqual(['ContractSigned 2024 rules@1.0.0']);
  });

  it('that finds again what was superseded lets it stand again, under an id of its own', () => {
    const stream = streamOf(reading(1, SIGNED.report), reading(2), reading(3, SIGNED.report), reading(4));
    expect(types(stream)).toEqual([
      'DealOpened',
      'ContractSigned',
      'ReportSuperseded',
      'ReportRevised',
      'ReportSuperseded',
    ]);
    expect(standing(stream.slice(0, -1))).toEqual(['ContractSigned 2024 rules@3.0.0']);
    expect(standing(stream)).toEqual([]);
    expect(new Set(stream.map(logIdOf)).size).toBe(stream.length);
  });

  it('corroborates an event of which no report stands any more', () => {
    const stream = streamOf(reading(1, SIGNED.report), reading(2), elsewhere);
    expect(types(stream).at(-1)).toBe('ReportCorroborated');
    expect(standing(stream)).toEqual(['ContractSigned 2024 rules@1.0.0']);
  });

  it('counts the first of two reports with one id only', () => {
    const twice = reading(2, SIGNED.report, { ...SIGNED.report, confidence: 0.4 });
    expect(recordReading(given(...first), twice)).toEqual([]);
  });
});

describe('a report below the review threshold', () => {
  const rules = { reviewThreshold: 0.3 };
  const weak = { ...SIGNED.report, confidence: 0.29 };

  it('is recorded as held and counts for nothing; at the threshold it counts', () => {
    const events = recordReading(initialDeal, reading(1, weak), rules);
    expect(events.at(-1)).toMatchObject({ type: 'ContractSigned', data: { report: { held: true } } });
    expect(standing(events)).toEqual([]);
    const enough = recordReading(initialDeal, reading(1, { ...weak, confidence: 0.3 }), rules);
    expect(standing(enough)).toHaveLength(1);
    expect(enough.at(-1)).not.toHaveProperty('data.report.held');
  });

  it('does not keep its event from standing by another report', () => {
    const held = recordReading(initialDeal, reading(1, weak), rules);
    const events = recordReading(given(...held), elsewhere, rules);
    expect(types(events)).toEqual(['ReportCorroborated']);
    expect(standing([...held, ...events])).toEqual(['ContractSigned 2024 rules@1.0.0']);
  });

  it('counts once a later reading is surer of it, and is held once it is less sure', () => {
    const held = recordReading(initialDeal, reading(1, weak), rules);
    const surer = recordReading(given(...held), reading(2, SIGNED.report), rules);
    expect(standing([...held, ...surer])).toEqual(['ContractSigned 2024 rules@2.0.0']);
    const unsure = recordReading(given(...held, ...surer), reading(3, weak), rules);
    expect(standing([...held, ...surer, ...unsure])).toEqual([]);
  });

  it('stays as it was recorded when the threshold alone changes', () => {
    const held = recordReading(initialDeal, reading(1, weak), rules);
    expect(recordReading(given(...held), reading(2, weak), { reviewThreshold: 0 })).toEqual([]);
  });
});
