import { tellOpinions } from './tell-opinions';

const warnings: object[] = [];
const log = { warn: (fields: object) => void warnings.push(fields), debug: () => undefined };
const away = { outcome: 'unanswered', reason: 'status', detail: 'answered 500' } as const;

beforeEach(() => void warnings.splice(0));

describe('the log of an outage', () => {
  it('is warned of when it begins, not at every article', () => {
    const tell = tellOpinions(log);
    for (let i = 0; i < 3; i += 1) tell(away, 0);
    tell({ outcome: 'unasked' }, 0);
    tell(away, 0);
    expect(warnings).toEqual([{ ...away, tokensToday: 0 }]);
  });

  it('is warned of again after an answer, and for another reason', () => {
    const tell = tellOpinions(log);
    tell(away, 0);
    tell({ outcome: 'answered', events: 1, dropped: {} }, 1_100);
    tell(away, 1_100);
    tell({ ...away, reason: 'paused' }, 1_100);
    expect(warnings).toHaveLength(3);
  });
});
