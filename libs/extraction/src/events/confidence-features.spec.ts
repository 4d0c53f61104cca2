import { join } from 'node:path';
import type { Day } from '@dealwatch/domain';
import * as fc from 'fast-check';
import { loadModels } from '../model/load';
import { confidenceFeatures } from './confidence-features';
import { groupClaims } from './merge-claims';
import { readClaims } from './read-claims';

const MODELS = loadModels(join(__dirname, '../../model'));
const { reading, claims } = readClaims(
  'Poland signed a contract with South Korea for 180 K2 tanks on Tuesday.\n\nDeliveries of the tanks begin in 2026.',
  'Poland buys K2 tanks',
  '2024-06-12' as Day,
  MODELS,
);

/** The features of the first claim, all claims being as sure as told. */
function featuresWith(type: number, deal: number, title = 0): string[] {
  const told = claims.map((claim) => ({
    ...claim,
    typeProbability: type,
    titleProbability: title,
    decided: { ...claim.decided, answer: { ...claim.decided.answer, probability: deal } },
  }));
  return confidenceFeatures(reading, groupClaims(told), 0);
}
const PROBABILITY = fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true }));

describe('what the confidence of an event hangs on', () => {
  it('is never undefined or endless, however sure or unsure type and deal are', () => {
    expect(claims.length).toBeGreaterThan(0);
    fc.assert(
      fc.property(PROBABILITY, PROBABILITY, PROBABILITY, (type, deal, title) => {
        const features = featuresWith(type, deal, title);
        expect(features.filter((feature) => /NaN|Infinity|undefined|null/.test(feature))).toEqual([]);
        expect(features.length).toBeLessThan(200);
      }),
    );
  });

  it('only gains steps as type and deal become surer', () => {
    const steps = (features: string[]) => features.filter((feature) => /^(?:p|deal|both|title)>=/.test(feature));
    fc.assert(
      fc.property(PROBABILITY, PROBABILITY, PROBABILITY, PROBABILITY, (a, b, deal, title) => {
        const more = steps(featuresWith(Math.max(a, b), deal, title));
        expect(more).toEqual(expect.arrayContaining(steps(featuresWith(Math.min(a, b), deal, title))));
      }),
    );
  });

  it('says where the article names the buyer, and which side buys', () => {
    const features = (text: string, title: string): string[] => {
      const read = readClaims(text, title, '2024-06-12' as Day, MODELS);
      const at = read.claims.findIndex(({ decided }) => decided.claim.type === 'ContractSigned');
      return confidenceFeatures(read.reading, groupClaims(read.claims.slice(at, at + 1)), 0).filter((feature) =>
        /^buy(?:er|s):/.test(feature),
      );
    };
    expect(
      features('Poland signed a contract with South Korea for 180 K2 tanks on Tuesday.', 'Poland buys K2 tanks'),
    ).toEqual(expect.arrayContaining(['buyer:here|lead|2', 'buyer:lead|seller-lead']));
    expect(
      features(
        'Russia has a new jet, the Su-57.\n\nIt was shown in Syria.\n\nIt is grey.\n\nIt is fast.\n\nA contract for 76 Su-57 jets was signed.',
        'Russia shows jet',
      ),
    ).toEqual(expect.arrayContaining(['buyer:far|late|1', 'buyer:late|seller-lead']));
  });

  it('says how a second deal of a claim stands to the first', () => {
    const [one] = claims;
    if (!one) throw new Error('no claim');
    const { answer } = one.decided;
    const second = (system: string, nth: number): string[] => {
      const deal = { ...answer.deal, system };
      const decided = { ...one.decided, answer: { ...answer, deal, nth, share: 0.4 } };
      return confidenceFeatures(reading, groupClaims([{ ...one, decided }]), 0).filter((feature) =>
        feature.startsWith('second:'),
      );
    };
    expect(second('K9', 1)).toContain('second:apart|one-seller');
    expect(second('K9', 0)).toEqual([]);
  });

  it('says how often an event is told and whether it is alone', () => {
    const { length } = groupClaims(claims);
    const repeated = groupClaims([...claims, ...claims]);
    expect(repeated).toHaveLength(length);
    expect(featuresWith(0.9, 0.9)).toContain('told:1');
    expect(confidenceFeatures(reading, repeated, 0)).toContain('told:2');
    expect(confidenceFeatures(reading, groupClaims(claims.slice(0, 1)), 0)).toContain('alone:true');
  });
});
