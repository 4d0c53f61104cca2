import type { PartialDate } from './partial-date';
import { type BriefEntry, type StrandBrief, strandChanges } from './status-changes';

const signed: StrandBrief = {
  state: 'ContractSigned',
  certainty: 'certain',
  since: '2017' as PartialDate,
  halt: null,
  disputed: false,
};
const entry = (brief: StrandBrief, tranche: number | null = null): BriefEntry => ({
  strand: 'contract',
  tranche,
  brief,
});

describe('what changed between two statuses', () => {
  it('is everything for a new deal', () => {
    expect(strandChanges([], [entry(signed)])).toEqual([
      { strand: 'contract', tranche: null, before: null, after: signed },
    ]);
  });

  it('is nothing where all strands stand as they stood', () => {
    expect(strandChanges([entry(signed), entry(signed, 2)], [entry(signed, 2), entry(signed)])).toEqual([]);
  });

  it.each([
    ['a dispute', { ...signed, disputed: true }],
    ['a halt', { ...signed, halt: 'DealSuspended' as const }],
    ['a more exact date', { ...signed, since: '2017-09' as PartialDate }],
  ])('is %s', (_what, changed) => {
    expect(strandChanges([entry(signed)], [entry(changed)])).toEqual([
      { strand: 'contract', tranche: null, before: signed, after: changed },
    ]);
  });

  it('keeps the deal and its tranches apart, and tells of what is known no more', () => {
    expect(strandChanges([entry(signed, 1)], [entry(signed, 2)])).toEqual([
      { strand: 'contract', tranche: 2, before: null, after: signed },
      { strand: 'contract', tranche: 1, before: signed, after: null },
    ]);
  });
});
