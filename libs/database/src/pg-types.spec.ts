import { instantFromPostgres } from './pg-types';

describe('a timestamptz', () => {
  it.each([
    ['2019-07-12 10:00:00+00', '2019-07-12T10:00:00.000000Z'],
    ['2019-07-12 10:00:00.5+00', '2019-07-12T10:00:00.500000Z'],
    ['2019-07-12 10:00:00.000001+00', '2019-07-12T10:00:00.000001Z'],
    ['infinity', 'infinity'],
    ['-infinity', '-infinity'],
  ])('%s is read as %s', (text, instant) => {
    expect(instantFromPostgres(text)).toBe(instant);
  });

  it.each([
    '2019-07-12 12:00:00+02',
    '2019-07-12 10:00:00',
    'Fri Jul 12 10:00:00 2019 UTC',
    '0044-03-15 10:00:00+00 BC',
  ])('%s is refused: it is not in UTC as we write it', (text) => {
    expect(() => instantFromPostgres(text)).toThrow('not in UTC');
  });
});
