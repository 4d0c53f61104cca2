import type { Day } from '@dealwatch/domain';

const article = { text: 'Poland signed for 180 K2 tanks.', title: null, publishedOn: '2024-06-12' as Day };

/** The public entry, loaded afresh with a table of the lexicon that cannot be read. */
function withBrokenTable(): typeof import('./index') {
  jest.resetModules();
  jest.doMock('../lexicon/systems.json', () => {
    throw new Error('systems.json cannot be read');
  });
  return require('./index') as typeof import('./index');
}

describe('the lexicon', () => {
  afterEach(() => jest.dontMock('../lexicon/systems.json'));

  it('is not touched by those who only ask for a language', () => {
    expect(
      withBrokenTable().detectLanguage('The minister said that the jets will be delivered by the end of the year.'),
    ).toBe('en');
  });

  it('tells what is wrong with it when an article is to be read, or before by warmUp', () => {
    const broken = withBrokenTable();
    expect(() => broken.warmUp()).toThrow('systems.json cannot be read');
    expect(() => broken.extract(article)).toThrow('systems.json cannot be read');
  });

  it('is compiled once', () => {
    jest.resetModules();
    const load = jest.fn(() => jest.requireActual<object>('../lexicon/systems.json'));
    jest.doMock('../lexicon/systems.json', load);
    const { extract, warmUp } = require('./index') as typeof import('./index');
    warmUp();
    expect(extract(article).reports).toHaveLength(1);
    expect(extract(article).reports).toHaveLength(1);
    expect(load).toHaveBeenCalledTimes(1);
  });
});
