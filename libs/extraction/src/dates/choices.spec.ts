import type { Day, EventType, PartialDate } from '@dealwatch/domain';
import { type AnalysedSentence, analyse } from '../analysis';
import { claimOf } from '../events/claim';
import { ruledTriggers } from '../types/rule-features';
import { parseDay } from './calendar';
import { ageOf, allFeatures, type DateChoice, type DateContext, expectedChoices, occurredChoices } from './choices';

// published on Wednesday 12 June 2024
const PUBLISHED = parseDay('2024-06-12' as Day);
const CONTEXT: DateContext = {
  published: PUBLISHED,
  narrated: null,
  speech: null,
  speechAge: 0,
  before: null,
  rivals: [],
  situation: ['w=said'],
};

function choicesFor(text: string, type: EventType, context: Partial<DateContext> = {}) {
  const [sentence] = analyse(text, null).analysed as [AnalysedSentence];
  const claim = claimOf(0, sentence, ruledTriggers(sentence), type);
  const whole = { ...CONTEXT, ...context };
  return { occurred: occurredChoices(sentence, claim, whole), expected: expectedChoices(sentence, claim, whole) };
}
const dates = (choices: readonly DateChoice[]) => choices.map(({ value, from }) => `${from} ${value}`);
const sentence = (text: string) => analyse(text, null).analysed[0] as AnalysedSentence;

describe('the dates that an event could bear', () => {
  it('are none, each date of the sentence that is past, and the day of publication', () => {
    const { occurred } = choicesFor(
      'Poland, which chose the K2 in May 2022, signed for 180 tanks on Tuesday and gets them by 2027.',
      'ContractSigned',
    );
    expect(dates(occurred)).toEqual([
      'none null',
      '“may 2022” 2022-05',
      '“tuesday” 2024-06-11',
      'publication 2024-06-12',
    ]);
  });

  it('know whether their words stand nearer to the claim or to another one of the sentence', () => {
    const text = 'Poland received in May the first of the tanks that it ordered from South Korea in 2022.';
    const { items } = sentence(text);
    const received = items.findIndex(({ lower }) => lower === 'received');
    const ordered = items.findIndex(({ lower }) => lower === 'ordered');
    const owners = (type: EventType, rivals: number[]) =>
      choicesFor(text, type, { rivals })
        .occurred.filter(({ from }) => from.startsWith('“'))
        .map(({ features }) => features.find((feature) => /^own[|]by-[a-z]+$/.test(feature)));
    expect(owners('ContractSigned', [received])).toEqual(['own|by-rival', 'own|by-mine']);
    expect(owners('DeliveryStarted', [ordered])).toEqual(['own|by-mine', 'own|by-rival']);
    expect(owners('ContractSigned', [])).toEqual(['own|by-alone', 'own|by-alone']);
  });

  it('tell a claim that all of them belong to another one', () => {
    const text = 'Poland received the tanks that it ordered from South Korea in 2022.';
    const ordered = sentence(text).items.findIndex(({ lower }) => lower === 'ordered');
    const [none] = choicesFor(text, 'DeliveryMade', { rivals: [ordered] }).occurred;
    expect(none?.features).toContain('none|is-theirs');
    expect(choicesFor(text, 'DeliveryMade').occurred[0]?.features).toContain('none|is-mine');
  });

  it('are, ahead, none and each date of the sentence that is not past', () => {
    const { expected } = choicesFor(
      'Sweden told Peru in May that Gripens come in 2027, not in June or so.',
      'DeliveryAnnounced',
    );
    expect(dates(expected)).toEqual(['none null', '“may” 2025-05', '“2027” 2027', '“june” 2024-06']);
  });

  it('are also the day of a speech, the date told last and those of the sentence before', () => {
    const { occurred, expected } = choicesFor('Peru got six more Gripen jets.', 'DeliveryMade', {
      speech: '2024-06-10' as PartialDate,
      narrated: '2023' as PartialDate,
      before: sentence('Sweden parked Gripens in Lima in March 2023 and wants to send more in 2026.'),
    });
    expect(dates(occurred)).toEqual([
      'none null',
      'publication 2024-06-12',
      'speech 2024-06-10',
      'narrated4 2023',
      'sentence before 2023-03',
    ]);
    expect(dates(expected)).toEqual(['none null', 'sentence before 2026']);
  });

  it('are counted from the date before them', () => {
    const { occurred } = choicesFor(
      'Peru ordered six Gripens in August 2021, and the first arrived in May of the following year.',
      'DeliveryStarted',
    );
    expect(dates(occurred)).toContain('“may of the following year” 2022-05');
    const before = sentence('Sweden will hand over the Gripens in 2026.');
    const { expected } = choicesFor(
      'Peru wants the Gripens to be ready for combat two years later.',
      'ActivationScheduled',
      {
        before,
      },
    );
    expect(dates(expected)).toContain('“two years later” 2028');
  });

  it('are both ends of a span', () => {
    const { occurred } = choicesFor('Six Gripens were delivered to Peru in 2019 and 2021.', 'DeliveryCompleted');
    expect(dates(occurred)).toEqual([
      'none null',
      '“2019 and 2021” 2019',
      '“2019 and 2021” 2021',
      'publication 2024-06-12',
    ]);
  });

  it('know whether a speech goes on, and whether another reading of the words lies nearer', () => {
    const speech = { speech: '2024-06-10' as PartialDate, speechAge: 1 };
    const of = (text: string) => choicesFor(text, 'DeliveryMade', speech).occurred;
    const features = (text: string, from: string) => of(text).find((choice) => choice.from === from)?.features ?? [];
    expect(features('“Peru got six more Gripen jets,” she added.', 'speech')).toContain('speech|ago1|said');
    expect(features('“Peru got six more Gripen jets,” she added.', 'speech')).toContain('speech|ago1|quoted');
    expect(features('Peru got six more Gripen jets.', 'speech')).toContain('speech|unsaid|plain');
    expect(features('Peru got six Gripen jets on June 15.', '“june 15”')).toContain('own|other-nearer');
    expect(features('Peru got six Gripen jets on June 8.', '“june 8”')).toContain('own|nearest');
  });

  it('never lie after publication, nor before it where they are expected', () => {
    const today = '2024-06-12';
    const text = `Peru bought Gripens in ${['2019', 'May 2031', 'June', 'July 2024', 'June 2024', '2024', '1999'].join(', in ')}.`;
    const { occurred, expected } = choicesFor(text, 'DeliveryAnnounced');
    for (const { value } of occurred) expect(value === null || value.slice(0, 10) <= today).toBe(true);
    for (const { value } of expected) expect(value === null || value >= today.slice(0, value.length)).toBe(true);
  });

  it('each have features, with the situation only where the words themselves give no date', () => {
    const { occurred } = choicesFor('Poland signed a contract for K2 tanks in 2022.', 'ContractSigned');
    for (const choice of occurred) {
      const { from } = choice;
      const features = allFeatures(choice);
      expect(features.length).toBeGreaterThan(3);
      expect(features.some((feature) => /undefined|NaN|null/.test(feature))).toBe(false);
      expect(features.includes(`${from}|w=said`)).toBe(!from.startsWith('“'));
    }
  });

  it('are bounded, however many dates a sentence is made of', () => {
    const years = Array.from({ length: 60 }, (_, at) => `in ${1960 + at}`).join(', ');
    expect(choicesFor(`Peru bought Gripens ${years}.`, 'ContractSigned').occurred.length).toBeLessThanOrEqual(14);
  });
});

test.each([
  [null, 'vague'],
  ['2024-06-12', 'today'],
  ['2024-06-05', 'week'],
  ['2024-05-20', 'month'],
  ['2024-01-05', 'old10'],
  ['2024-06', 'this7'],
  ['2024', 'this4'],
  ['2019', 'old4'],
  ['2024-07', 'ahead7'],
  ['2025', 'ahead4'],
])('%s is, on 12 June 2024, %s', (value, age) => {
  expect(ageOf(value as PartialDate | null, PUBLISHED)).toBe(age);
});
