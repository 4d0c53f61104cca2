import type { Day } from '@dealwatch/domain';
import { extract } from '@dealwatch/extraction';
import { explainText, painter } from './explain-text';

const ARTICLE = {
  id: 'a',
  title: 'Poland signs for K2 tanks',
  publishedOn: '2024-06-12' as Day,
  fields: {},
  text: 'Poland signed a contract with South Korea for 180 K2 tanks on Tuesday. Deliveries will begin in 2026.',
};
const { reports } = extract(ARTICLE);
const DOUBT = { start: 0, end: 70, type: 'PaymentMade' as const, probability: 0.2 };

describe('the explanation of an article for people', () => {
  it('names trigger, roles, dates and confidence of each event, and what was nearly one', () => {
    const text = explainText(ARTICLE, reports, [DOUBT], painter(false));
    expect(reports.map(({ claim }) => claim.type)).toContain('ContractSigned');
    expect(text).toMatch(/ContractSigned {2}KR → PL K2\n {2}“Poland signed .* Tuesday\.”\n {4}trigger +“.*signed/);
    expect(text).toMatch(/supplier +KR: .+\n {4}recipient +PL: /);
    expect(text).toMatch(/occurred +2024-06-11: “tuesday”/);
    expect(text).toMatch(/confidence +\d+ %\n/);
    expect(text).toMatch(/PaymentMade\? {2}“Poland signed .*\n {4}not read +20 %/);
  });

  it('says so where nothing was read', () => {
    expect(explainText(ARTICLE, [], [], painter(false))).toMatch(/No event was read/);
  });

  it('is coloured only where it is asked for', () => {
    const sign = String.fromCharCode(27);
    expect(explainText(ARTICLE, reports, [], painter(false))).not.toContain(sign);
    expect(explainText(ARTICLE, reports, [], painter(true))).toContain(`${sign}[`);
  });
});
