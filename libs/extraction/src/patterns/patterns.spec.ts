import { findMentions } from '../mentions/find-mentions';
import { tokenize } from '../text/tokenize';
import { compile } from './compile';
import { inflect } from './inflect';
import { PatternIndex } from './pattern-index';

const find = (pattern: string, text: string) =>
  new PatternIndex([compile(pattern, null)]).find(findMentions(tokenize(text, 0)));

describe('patterns', () => {
  it.each([
    ['SIGN ~3 contract', 'they signed a large contract', true],
    ['SIGN ~1 contract', 'they signed a very large contract', false],
    ['SIGN ~5 contract', 'they signed; the contract', false],
    ['order ~2 of? @arms', 'order Gripen jets', true],
    ['@ship ~2 launched', 'the frigate was launched', true],
    ['@ship ~2 launched', 'the missile was launched', false],
    ['@demonym offer', 'the Swedish offer', true],
    ['@state offer', 'the Swedish offer', false],
    ['&batch', 'a squadron', true],
  ])('%s in "%s": %s', (pattern, text, matches) => {
    expect(find(pattern, text).length > 0).toBe(matches);
  });

  it('hands on labels and the marked head', () => {
    const [match] = find('buyer:@state ~2 ^ORDER', 'Peru has ordered');
    expect(match?.labels.get('buyer')).toBe(0);
    expect(match?.head).toBe(2);
  });

  it.each(['~3 contract', 'contract ~3', 'a| b', '&nosuchset', '@nosuchkind'])('refuses %j and names it', (pattern) => {
    expect(() => compile(pattern, null)).toThrow(pattern);
  });

  it.each([
    ['buy', 'bought'],
    ['supply', 'supplied'],
    ['ship', 'shipped'],
    ['agree', 'agreeing'],
    ['finalize', 'finalised'],
    ['reach', 'reaches'],
  ])('inflects %s to %s', (verb, form) => {
    expect(inflect(verb)).toContain(form);
  });
});
