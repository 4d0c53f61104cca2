import { join } from 'node:path';
import { type Day, EVENT_TYPES } from '@dealwatch/domain';
import { pairFeatures } from '../deals/pair-features';
import { partyFeatures } from '../deals/party-features';
import { type Question } from '../deals/slots';
import { systemFeatures } from '../deals/system-features';
import { NO_HIDDEN } from '../model/hidden-model';
import { headsOf, loadModels } from '../model/load';
import { HEADS, type Head, type Models } from '../model/models';
import type { Weights } from '../model/rank-model';
import { readArticle } from '../read-article';
import { confidenceFeatures } from './confidence-features';
import { inWords } from './feature-words';
import { groupClaims } from './merge-claims';
import { readClaims } from './read-claims';

const PUBLISHED = '2024-06-12' as Day;
const OWN = loadModels(join(__dirname, '../../model'));

/** The networks that ship, with heads of a few plain weights in place of those that are learnt. */
function withHeads(weights: Partial<Record<Head, Weights>>): Models {
  const heads = Object.fromEntries(HEADS.map((head) => [head, { ...PLAIN[head], ...weights[head] }]));
  return { types: OWN.types, heads: headsOf(heads, NO_HIDDEN) };
}
const PLAIN: Partial<Record<Head, Weights>> = {
  deals: { Shere: 2, 'sup*maker': 4, 'rec*stranger': 2, 'rec.first-actor': 3 },
  occurred: { own: 2, publication: 1 },
  tranche: { none: 1 },
  confidence: { bias: 3 },
};

function explanationOf(text: string, weights: Partial<Record<Head, Weights>> = {}) {
  const { events } = readArticle(text, null, PUBLISHED, withHeads(weights));
  const signed = events.find(({ type }) => type === 'ContractSigned');
  if (!signed) throw new Error(`no contract was read in "${text}"`);
  return signed.explanation;
}

const SIGNED = 'Poland signed a contract with South Korea for 180 K2 tanks on Tuesday.';

describe('an explanation', () => {
  it('names the trigger with its pattern, rule, mood and tense', () => {
    const { pattern, trigger, rule, cues, tense } = explanationOf(SIGNED);
    expect(pattern).not.toBe('');
    expect(trigger).toMatch(/^signed a contract\b/);
    expect([rule, cues, tense]).toEqual(['sign × fact', ['fact'], 'past']);
  });

  it('says what speaks for the system and for each party in its role', () => {
    expect(explanationOf(SIGNED)).toMatchObject({
      systemFrom: 'named in the sentence',
      supplierFrom: 'makes the system',
      recipientFrom: 'before the goods or first in the sentence, does not make the system',
    });
  });

  it('says where the date comes from, and which dates the sentence holds', () => {
    expect(explanationOf(SIGNED)).toMatchObject({ dateFrom: '“tuesday”', dateExpressions: ['tuesday'] });
    const { dateFrom, dateExpressions } = explanationOf('Poland signed a contract with South Korea for 180 K2 tanks.');
    expect([dateFrom, dateExpressions]).toEqual(['publication', []]);
  });

  it('says whether the event is taken for the news', () => {
    expect(explanationOf(SIGNED, { salience: { bias: 1 } }).salienceFrom).toBe('taken for the news');
    expect(explanationOf(SIGNED, { salience: { bias: -1 } }).salienceFrom).toBe('taken for background');
  });

  it('says what raised and what lowered the confidence, the heaviest first and each reason once', () => {
    const confidence = {
      'rule:fires': 0.5,
      'date:own': -2,
      'type:ContractSigned': 0.25,
      'type:ContractSigned|affirmed': 0.5,
    };
    expect(explanationOf(SIGNED, { confidence }).learnt?.confidence).toEqual([
      { because: 'where the date comes from', weight: -2 },
      { because: 'how often ContractSigned is right', weight: 0.75 },
      { because: 'a rule fires', weight: 0.5 },
    ]);
  });

  it('names the words that speak for the type, each stretch once', () => {
    const words = explanationOf(SIGNED).learnt?.words ?? [];
    expect(words.length).toBeGreaterThan(0);
    expect(new Set(words.map(({ because }) => because)).size).toBe(words.length);
    for (const { because, weight } of words) {
      expect(weight).toBeGreaterThan(0);
      expect(because).not.toBe('');
    }
  });

  it('names other deals that come near, not the one that was chosen', () => {
    const { learnt } = explanationOf('Peru and Chile signed a contract with Sweden for Gripen jets.', {
      deals: { 'rec.first-actor': 0 },
    });
    expect(learnt?.otherDeals.map(({ deal }) => deal)).not.toHaveLength(0);
    expect(learnt?.dealProbability).toBeLessThan(1);
  });
});

describe('features in words', () => {
  const { reading, claims } = readClaims(
    'Poland, which has not ordered more frigates from Britain, signed a contract with Hanwha for 180 K2 tanks on Tuesday.\n\n' +
      'Deliveries of the tanks begin in 2026. The US may object. Seoul has sold Warsaw K9s, too.',
    'Poland buys K2 tanks',
    PUBLISHED,
    OWN,
  );

  it('are found for everything that the confidence hangs on', () => {
    const groups = groupClaims(claims);
    const features = groups.flatMap((_, index) => confidenceFeatures(reading, groups, index));
    expect(features.length).toBeGreaterThan(0);
    expect([...new Set(features)].filter((feature) => inWords(feature) === feature)).toEqual(['bias']);
  });

  it('are found for everything that a deal hangs on', () => {
    const { systems, parties } = reading.scene;
    const last = { supplier: 'KR', recipient: 'PL', system: 'K2', sentence: 1 };
    const memory = { last, bySystem: new Map([['K2', last]]) };
    const rule = { systems: ['K2'], source: 'named', supplier: 'KR', recipient: 'PL' };
    const features = reading.scene.sentences.flatMap((_, sentence) =>
      EVENT_TYPES.flatMap((type) => {
        const question: Question = { sentence, type, anchor: 3, memory, rule };
        return [
          ...systems.flatMap((system) => systemFeatures(reading.scene, question, system)),
          ...(['sup', 'rec'] as const).flatMap((role) =>
            parties.flatMap((party) => [
              ...partyFeatures(reading.scene, question, party, role),
              ...systems.flatMap((system) => pairFeatures(system, party, role, question)),
            ]),
          ),
        ];
      }),
    );
    expect([...new Set(features)].filter((feature) => inWords(feature) === feature)).toEqual([]);
  });

  it('quote the words that a feature names', () => {
    expect(inWords('rec.pre=for')).toBe('after “for”');
    expect(inWords('sup.nn=@system_jets')).toBe('before “system jets”');
    expect(inWords('type:ContractSigned|idle')).toBe('a rule for ContractSigned matches but does not fire');
    expect(inWords('sup.pre=$1')).toBe('after “$1”');
    expect(inWords('no such feature')).toBe('no such feature');
  });
});
