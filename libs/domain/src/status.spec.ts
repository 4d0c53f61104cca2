import { statusOf, type ToldArticle, told } from '@dealwatch/testing';
import type { DealStatus, StrandState } from './status-model';

const END = '2030-01-01';
const article = (on: string, ...events: string[]): ToldArticle => ({ on, source: `Paper of ${on}`, events });
const ask = (asOf: string, knownBy: string | null, ...articles: ToldArticle[]): DealStatus =>
  statusOf(told(...articles), asOf, knownBy);
const contract = (asOf: string, ...articles: ToldArticle[]): StrandState | undefined =>
  ask(asOf, null, ...articles).strands.contract;
/** All events in one late article. */
const late = (...events: string[]): ToldArticle => article('2029-01-01', ...events);

describe('rungs', () => {
  test('a state is named by the step that entered its rung, and confirmed by the last', () => {
    const answer = contract(
      END,
      late('AgreementReached 2017', 'AgreementReached 2018-04-03', 'InterestExpressed 2016'),
    );
    expect(answer).toMatchObject({
      state: 'AgreementReached',
      since: '2017',
      precision: 'year',
      latest: '2018-04-03',
      latestPrecision: 'day',
    });
    expect(answer?.rungs.map(({ type }) => type)).toEqual(['InterestExpressed', 'AgreementReached']);
  });

  test('a lower rung after a higher one never turns the clock back', () => {
    expect(contract(END, late('ContractSigned 2017-09', 'AgreementReached 2018-04-03'))).toMatchObject({
      state: 'ContractSigned',
      since: '2017-09',
    });
  });

  test('an undated step may raise a rung, from the day of its first publication', () => {
    expect(
      contract(END, article('2018-01-05', 'AgreementReached 2017'), article('2018-02-01', 'ContractSigned -')),
    ).toMatchObject({
      state: 'ContractSigned',
      since: '2018-02-01',
      precision: 'reported',
    });
  });

  test('milestones are listed and move no rung', () => {
    const answer = ask(
      END,
      null,
      late('ContractAmended 2018-04-03', 'PaymentMade 2017', 'ExportApproved 2018', 'ProductionProgressed#2 2019'),
    );
    expect(answer.strands).toEqual({});
    expect(answer.milestones.map(({ type, tranche }) => `${type} ${tranche}`)).toEqual([
      'PaymentMade null',
      'ContractAmended null',
      'ExportApproved null',
      'ProductionProgressed 2',
    ]);
  });

  test('the objectors are named', () => {
    const objection = { ...article('2019-01-02', 'ObjectionRaised 2019-01-01'), actors: ['US', 'NATO'] };
    expect(ask(END, null, objection).strands.objection?.actors).toEqual(['NATO', 'US']);
  });
});

describe('times', () => {
  const signed = [article('2018-01-05', 'AgreementReached 2017'), article('2019-12-13', 'ContractSigned 2017-09')];

  test('what was published later does not count, unless by hindsight', () => {
    expect(ask('2018-04-04', '2018-04-04', ...signed)).toMatchObject({
      hindsight: false,
      strands: { contract: { state: 'AgreementReached' } },
    });
    expect(ask('2018-04-04', null, ...signed)).toMatchObject({
      hindsight: true,
      strands: { contract: { state: 'ContractSigned' } },
    });
  });

  test('a state is possible from the start of its date, certain from the end, absent before', () => {
    expect(contract('2017-08-31', ...signed)).toMatchObject({
      state: 'AgreementReached',
      certainty: 'possible',
      otherwise: null,
    });
    expect(contract('2017-09-01', ...signed)).toMatchObject({
      state: 'ContractSigned',
      certainty: 'possible',
      otherwise: null,
    });
    expect(contract('2017-09-30', ...signed)).toMatchObject({ state: 'ContractSigned', certainty: 'certain' });
    expect(contract('2016-12-31', ...signed)).toBeUndefined();
  });

  test('a possible state says what is certain beneath it', () => {
    expect(contract('2017-09-15', ...signed, late('InterestExpressed 2016-05'))).toMatchObject({
      certainty: 'possible',
      otherwise: 'InterestExpressed',
    });
  });

  test('what was reported as done on a day was certain on that day', () => {
    expect(contract('2017-09-20', article('2017-09-20', 'ContractSigned 2017-09'))).toMatchObject({
      certainty: 'certain',
    });
  });
});

describe('halts', () => {
  test('a halt stands above its kept rung', () => {
    expect(contract(END, late('ContractSigned 2017', 'DealSuspended 2018-05'))).toMatchObject({
      state: 'ContractSigned',
      halt: { type: 'DealSuspended', since: '2018-05', certainty: 'certain' },
    });
  });

  test('a later dated step of the strand ends it, whatever its rung; one of another strand does not', () => {
    const halted = ['ContractSigned 2017', 'DealSuspended 2018-05'];
    const resumed = contract(END, late(...halted, 'NegotiationsReported 2018-09'));
    expect(resumed).toMatchObject({
      state: 'ContractSigned',
      halt: null,
      earlierHalts: [{ type: 'DealSuspended', date: '2018-05' }],
    });
    expect(contract(END, late(...halted, 'DeliveryStarted 2018-09'))?.halt).not.toBeNull();
    expect(ask(END, null, late(...halted, 'DeliveryStarted 2018-09')).strands.delivery?.halt).toBeNull();
  });

  test('an undated step ends no halt of a strand with dates, and makes none', () => {
    expect(
      contract(END, article('2019-01-01', 'DealSuspended 2018-05'), article('2019-02-01', 'NegotiationsReported -'))
        ?.halt,
    ).not.toBeNull();
    expect(
      contract(END, article('2019-01-01', 'ContractSigned 2018-05'), article('2019-02-01', 'DealCancelled -'))?.halt,
    ).toBeNull();
  });

  test('where a strand holds no date at all, an undated halt stands', () => {
    expect(ask(END, null, late('TechTransferRefused#1 -')).tranches[0]?.strands.technology).toMatchObject({
      state: null,
      halt: { type: 'TechTransferRefused' },
    });
  });

  test('an approval ends a blocked export and nothing else', () => {
    expect(contract(END, late('ExportBlocked 2018-05', 'ExportApproved 2018-09'))?.halt).toBeNull();
    expect(contract(END, late('DealSuspended 2018-05', 'ExportApproved 2018-09'))?.halt).not.toBeNull();
  });

  test('of an approval and a step of the strand, the first to come is what ended the block', () => {
    const ender = (...events: string[]): unknown => {
      const history = told(late('ExportBlocked 2018-05', ...events));
      const ended = statusOf(history, END).strands.contract?.earlierHalts[0]?.endedBy;
      return history.find(({ eventId }) => eventId === ended)?.type;
    };
    expect(ender('ExportApproved 2018-09', 'OfferMade 2018-10')).toBe('ExportApproved');
    expect(ender('ExportApproved 2018-09', 'OfferMade 2018-08')).toBe('OfferMade');
  });

  test('a possible halt says which one is certain, a further report of the same kind leaves it certain', () => {
    const suspended = late('DealSuspended 2018-05', 'DealCancelled 2019', 'OfferMade 2017');
    expect(contract('2019-06-01', suspended)?.halt).toMatchObject({
      type: 'DealCancelled',
      certainty: 'possible',
      otherwise: 'DealSuspended',
    });
    const again = contract('2019-06-01', late('DealSuspended 2018-05', 'DealSuspended 2019'));
    expect(again?.halt).toMatchObject({
      type: 'DealSuspended',
      certainty: 'certain',
      otherwise: null,
      since: '2018-05',
    });
  });

  test('a step that is only possible ends no halt', () => {
    const events = late('DealSuspended 2018-05', 'NegotiationsReported 2019');
    expect(contract('2019-06-01', events)?.halt?.type).toBe('DealSuspended');
    expect(contract('2019-12-31', events)?.halt).toBeNull();
  });
});

describe('rounds and follow-on', () => {
  test('a signature more than twelve months after the last opens a new round', () => {
    const answer = ask(
      END,
      null,
      late('ContractSigned 2015-03-01', 'DeliveryCompleted 2016', 'ContractSigned 2018-06-01', 'DeliveryStarted 2019'),
    );
    expect(answer.round).toEqual({ number: 2, opened: '2018-06-01' });
    expect(answer.strands.delivery?.state).toBe('DeliveryStarted');
    expect(answer.earlierRounds).toMatchObject([
      { number: 1, opened: null, strands: { delivery: { state: 'DeliveryCompleted' } } },
    ]);
  });

  test('twelve months to the day, an undated or a numbered signature open none', () => {
    expect(ask(END, null, late('ContractSigned 2015-03-01', 'ContractSigned 2016-03-01')).round.number).toBe(1);
    expect(ask(END, null, late('ContractSigned 2015-03-01', 'ContractSigned#2 2018')).round.number).toBe(1);
    expect(
      ask(END, null, late('ContractSigned 2015-03', 'ContractSigned 2015-04', 'ContractSigned -')).round.number,
    ).toBe(1);
  });

  test('a year that may lie within twelve months opens none', () => {
    expect(ask(END, null, late('ContractSigned 2017-09', 'ContractSigned 2018')).round.number).toBe(1);
  });

  test('a round opens only once its signature is certain', () => {
    const events = late('ContractSigned 2015', 'DeliveryStarted 2016', 'ContractSigned 2019');
    expect(ask('2019-06-01', null, events)).toMatchObject({
      round: { number: 1 },
      strands: { delivery: { state: 'DeliveryStarted' } },
    });
    expect(ask('2019-12-31', null, events).round).toEqual({ number: 2, opened: '2019' });
  });

  test('sanctions over an earlier round stay in force', () => {
    const answer = ask(END, null, late('ContractSigned 2015', 'SanctionsImposed 2016', 'ContractSigned 2019'));
    expect(answer).toMatchObject({
      round: { number: 2 },
      strands: { sanctions: { state: 'SanctionsImposed', since: '2016' } },
    });
  });

  test('dated talks after an untranched signature are follow-on activity', () => {
    const answer = ask(
      END,
      null,
      late('ContractSigned 2017-09', 'InterestExpressed 2019-04-10', 'NegotiationsReported 2019-06'),
    );
    expect(answer.followOn).toMatchObject({
      state: 'NegotiationsReported',
      rungs: [{ type: 'InterestExpressed' }, {}],
    });
    expect(
      ask(END, null, late('ContractSigned 2017-09', 'InterestExpressed -', 'NegotiationsReported 2016')).followOn,
    ).toBeNull();
    expect(ask(END, null, late('ContractSigned 2017-09-12', 'NegotiationsReported 2017-09-12')).followOn).toBeNull();
  });
});

describe('tranches', () => {
  test('talks on or after the signature of a tranche dispute it, a later signature settles them', () => {
    const disputed = ask(END, null, late('ContractSigned#2 2019-08', 'NegotiationsReported#2 2019-12-14'));
    expect(disputed.tranches[0]?.strands.contract).toMatchObject({ state: 'ContractSigned', disputed: true });
    expect(disputed.contradictions).toMatchObject([{ kind: 'talks-after-signature', tranche: 2 }]);
    const settled = ask(
      END,
      null,
      late('ContractSigned#2 2019-08', 'NegotiationsReported#2 2019-12-14', 'ContractSigned#2 2020-03'),
    );
    expect(settled.tranches[0]?.strands.contract?.disputed).toBe(false);
  });

  test('talks on the very day of the signature dispute it', () => {
    const answer = ask(END, null, late('ContractSigned#2 2019-12-14', 'NegotiationsReported#2 2019-12-14'));
    expect(answer.tranches[0]?.strands.contract?.disputed).toBe(true);
  });

  test('earlier or undated talks dispute nothing', () => {
    const answer = ask(
      END,
      null,
      late('ContractSigned#2 2019-08', 'NegotiationsReported#2 2019-07', 'InterestExpressed#2 -'),
    );
    expect(answer.tranches[0]?.strands.contract?.disputed).toBe(false);
  });

  test('the deal is delivered only when all its known tranches are', () => {
    const first = ['DeliveryCompleted#1 2019-10'];
    expect(ask(END, null, late(...first)).rollUp.delivery).toMatchObject({
      state: 'DeliveryCompleted',
      since: '2019-10',
    });
    expect(ask(END, null, late(...first, 'ContractSigned#2 2020')).rollUp.delivery).toMatchObject({
      state: 'DeliveryMade',
      since: '2019-10',
    });
    const both = late(...first, 'DeliveryCompleted#2 2021-05');
    expect(ask(END, null, both).rollUp.delivery).toMatchObject({
      state: 'DeliveryCompleted',
      since: '2021-05',
      tranches: [2],
    });
    expect(ask('2021-05-10', null, both).rollUp.delivery).toMatchObject({
      certainty: 'possible',
      otherwise: 'DeliveryMade',
    });
  });

  test('the halt of a tranche is not that of the deal', () => {
    const answer = ask(END, null, late('ContractSigned 2017', 'ContractSigned#2 2019', 'DealCancelled#2 2020'));
    expect(answer.tranches[0]?.strands.contract?.halt?.type).toBe('DealCancelled');
    expect(answer.rollUp.contract).toMatchObject({ state: 'ContractSigned', halt: null, tranches: [null, 2] });
  });
});

describe('a halt of the whole deal', () => {
  const suspended = ['ContractSigned 2017', 'DealSuspended 2018-05'];
  const halts = (...events: string[]): unknown[] => {
    const { strands, rollUp } = ask(END, null, late(...events));
    return (['contract', 'delivery'] as const).flatMap((name) => [strands[name]?.halt?.type, rollUp[name]?.halt]);
  };

  test('stands in the roll-up as long as in the strands of the deal: no step of a tranche ends it', () => {
    const going = ['DeliveryMade#1 2019-07', 'NegotiationsReported#2 2019-07'];
    expect(halts(...suspended, ...going)).toEqual(Array(4).fill('DealSuspended'));
    expect(ask(END, null, late(...suspended, ...going)).rollUp.delivery?.state).toBe('DeliveryMade');
  });

  test('is ended in both by a step of the deal', () => {
    expect(halts(...suspended, 'NegotiationsReported 2019-07', 'DeliveryMade 2019-08')).toEqual([
      ...[undefined, null],
      ...[undefined, null],
    ]);
  });

  test('stands where no article dates it, unless the strand of the deal holds dates', () => {
    expect(halts('DealSuspended -', 'DeliveryMade#1 2019-07')).toEqual(Array(4).fill('DealSuspended'));
    expect(halts('DealSuspended -', 'OfferMade 2017')).toEqual([undefined, null, 'DealSuspended', 'DealSuspended']);
  });
});

describe('denials', () => {
  test('a denial disputes what is dated on or before it, and both sides stay visible', () => {
    const answer = ask(
      END,
      null,
      article('2018-01-01', 'ContractSigned 2017-09'),
      article('2018-02-01', 'not ContractSigned 2018-01-31'),
    );
    expect(answer.strands.contract).toMatchObject({ state: 'ContractSigned', disputed: true });
    expect(answer.contradictions).toMatchObject([{ kind: 'denial', claim: { sources: 1 }, against: { sources: 1 } }]);
  });

  test('it disputes no later claim, and a later dated one settles it', () => {
    expect(contract(END, late('not ContractSigned 2018-01-31', 'ContractSigned 2018-05'))?.disputed).toBe(false);
    expect(
      contract(END, late('ContractSigned 2017-09', 'not ContractSigned 2018-01-31', 'ContractSigned 2018-05'))
        ?.disputed,
    ).toBe(false);
  });

  test('a denial disputes claims of its own round only', () => {
    const rounds = [
      'ContractSigned 2015-03-01',
      'PaymentMade 2016',
      'ContractSigned 2018-06-01',
      'PaymentMade 2018-07',
    ];
    const { milestones } = ask(END, null, late(...rounds, 'not PaymentMade 2019'));
    expect(milestones.map(({ round, disputed }) => [round, disputed])).toEqual([
      [1, false],
      [2, true],
    ]);
  });

  test('an affirmation that names no date settles nothing', () => {
    const claims = article('2018-01-01', 'ContractSigned 2015', 'ContractSigned 2016');
    const denial = article('2018-02-01', 'not ContractSigned 2018-01-31');
    expect(contract(END, claims, denial, article('2019-01-01', 'ContractSigned -'))?.disputed).toBe(true);
    expect(contract(END, claims, denial, article('2019-01-01', 'ContractSigned 2018-12'))?.disputed).toBe(false);
  });

  test('a denial of another tranche disputes nothing, one without a claim shows in the timeline only', () => {
    expect(contract(END, late('ContractSigned 2017-09', 'not ContractSigned#2 2018'))?.disputed).toBe(false);
    const alone = ask(END, null, late('not DealCancelled 2018'));
    expect([alone.strands, alone.contradictions, alone.tranches]).toEqual([{}, [], []]);
  });
});

describe('amounts', () => {
  test('what differs between reports is kept as a range with its sources', () => {
    const history = told(
      article('2019-01-01', 'ContractSigned 2018-12'),
      article('2019-01-02', 'ContractSigned 2018-12'),
    );
    const amounts = [36, 40].map((amount) => ({ amount, unit: 'aircraft' }));
    const stated = history.map((entry, index) => ({
      ...entry,
      report: { ...entry.report, quantity: amounts[index] ?? null },
    }));
    expect(statusOf(stated, END).quantities).toMatchObject([
      { type: 'ContractSigned', unit: 'aircraft', min: 36, max: 40, sources: 2 },
    ]);
  });
});
