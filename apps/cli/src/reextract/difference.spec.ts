import { type ArticleId, compareReadings, type ExtractedReport } from '@dealwatch/domain';
import { toldMentions } from '@dealwatch/testing';
import { createDifference } from './difference';

const reports = (system: string): ExtractedReport[] =>
  toldMentions([{ on: '2024-03-02', events: ['ContractSigned 2024', 'PaymentMade 2024'] }], {
    supplier: 'AA',
    recipient: 'BB',
    system,
  }).map(({ report }) => report);
const [signed, paid] = reports('X') as [ExtractedReport, ExtractedReport];
const [other] = reports('A') as [ExtractedReport];
const read = (before: ExtractedReport[], after: ExtractedReport[]) =>
  ({ articleId: 'one' as ArticleId, outcome: 'read', changes: compareReadings(before, after) }) as const;

describe('the difference that a run shows', () => {
  it('is summed up per deal, in the order of their ids, and as a whole', () => {
    const difference = createDifference();
    difference.add(read([signed], [paid]));
    difference.add(read([signed], [{ ...signed, confidence: 0.5 }, other]));
    difference.add(read([signed], [signed]));
    expect(difference.lines()).toEqual([
      'aa-bb-a: 1 added',
      'aa-bb-x: 1 added, 1 withdrawn, 1 changed',
      '3 articles read, 2 of them otherwise than before: 2 added, 1 withdrawn, 1 changed in 2 deals',
    ]);
  });

  it('says what could not be read, and what was left over', () => {
    const difference = createDifference();
    const articleId = 'one' as ArticleId;
    difference.add({ articleId, outcome: 'finished', changes: [] });
    difference.add({ articleId, outcome: 'erased', changes: [] });
    difference.add({ articleId, outcome: 'unanswered', changes: [] });
    difference.add({ articleId, outcome: 'failed', changes: [], problem: 'no such word' });
    expect(difference.lines()).toEqual([
      '0 articles read, 0 of them otherwise than before: no report changes in 0 deals',
      '1 articles had been read before and were left to record',
      '1 articles passed over: their texts were erased',
      '1 articles left as they were: no second opinion came, and their last reading has one',
    ]);
    expect(difference.failures).toEqual([{ articleId, problem: 'no such word' }]);
  });
});
