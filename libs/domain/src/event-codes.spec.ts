import { EVENT_TYPES, isEventType } from './catalogue';
import { CAMEO_CODES, codeEvent, EVENT_CODES } from './event-codes';
import { EVENT_MEANINGS } from './event-meanings';

describe('the codes of other schemes', () => {
  it('are given for each type of the catalogue, with a PLOVER category wherever any code fits', () => {
    expect(Object.keys(EVENT_CODES).sort()).toEqual([...EVENT_TYPES].sort());
    const without = EVENT_TYPES.filter((type) => EVENT_CODES[type].plover === null);
    expect(without).toEqual(EVENT_TYPES.filter((type) => EVENT_CODES[type].fit === 'none'));
  });

  it('use every CAMEO code that is explained, and none twice for a type', () => {
    const used = EVENT_TYPES.map((type) => EVENT_CODES[type].cameo);
    expect([...new Set(used.flat())].sort()).toEqual(Object.keys(CAMEO_CODES).sort());
    expect(used.filter((codes) => codes.length === 0 || new Set(codes).size < codes.length)).toEqual([]);
  });

  it('are marked as negated, recalled and to come', () => {
    const marks = (type: string, polarity: 'affirmed' | 'denied', salience: 'news' | 'background') =>
      isEventType(type) && codeEvent({ type, polarity, salience }).auxiliary;
    expect(marks('ContractSigned', 'affirmed', 'news')).toEqual([]);
    expect(marks('ContractSigned', 'denied', 'background')).toEqual(['negation', 'historical']);
    expect(marks('DeliveryAnnounced', 'affirmed', 'news')).toEqual(['future']);
  });
});

it('has one meaning for each type, no two alike', () => {
  expect(Object.keys(EVENT_MEANINGS).sort()).toEqual([...EVENT_TYPES].sort());
  expect(new Set(Object.values(EVENT_MEANINGS)).size).toBe(EVENT_TYPES.length);
});
