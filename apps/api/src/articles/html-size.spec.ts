import { htmlProblem } from './html-size';

const attributes = (count: number) => Array.from({ length: count }, (_, number) => `a${number}="1"`).join(' ');

describe('a page that is too costly to read', () => {
  it.each([
    ['of one element with very many attributes', `<p ${attributes(150_000)}>hello</p>`, 'attributes'],
    ['of one attribute too many', `<p ${attributes(65)}>hello</p>`, 'more than 64 attributes'],
    ['of an element that never ends', `<p ${'a '.repeat(1_000)}`, 'more than 64 attributes'],
    [
      'of many elements with many attributes each',
      `<p ${attributes(60)}>x</p>`.repeat(400),
      'more than 20000 attributes',
    ],
    ['of very many line breaks', 'x <br>'.repeat(5_001), 'more than 5000 elements'],
    ['of very many lone brackets', '<'.repeat(1_000_000), 'more than 5000 elements'],
    ['nested very deep', '<div>'.repeat(201), 'more than 200 deep'],
    ['nested behind a tag inside an attribute', `<p title="<script>">${'<div>'.repeat(201)}`, 'more than 200 deep'],
    ['nested behind a script that closes itself', `<script/>${'<div>'.repeat(201)}`, 'more than 200 deep'],
    ['nested in an element with a name like a script', `<script-x>${'<div>'.repeat(201)}`, 'more than 200 deep'],
    ['nested behind a script', `<SCRIPT>x</SCRIPT>${'<div>'.repeat(201)}`, 'more than 200 deep'],
  ])('is refused: %s', (_, html, reason) => {
    expect(htmlProblem(html)).toContain(reason);
  });

  it.each([
    ['with attributes up to the limit', `<p ${attributes(64)}>hello</p>`],
    ['with quotes and slashes', '<img alt=\'a "b" > c\' src=x/y.png /><a href="?a=1&b=2" disabled>x</a>'],
    ['with a picture in an attribute', `<img src="data:image/png;base64,${'A'.repeat(1_000_000)}">`],
    [
      'with comparisons in a script',
      `<script>${'for (let i = 0; i<n; i += 1) a b c d e '.repeat(6_000)}</script><p>x</p>`,
    ],
    ['with words in a style', `<style>${'a<b c d e f g h i j k '.repeat(1_000)}</style>`],
    ['of many closed elements', '<div><p>x</p></div>'.repeat(2_000)],
  ])('is not one %s', (_, html) => {
    expect(htmlProblem(html)).toBeNull();
  });

  it('is looked at once, whatever it holds', () => {
    for (const part of ["<p '", '<p a="', '<p =', '<p /', '<p a ', '</', '<script', '<script>', '<!--']) {
      const started = performance.now();
      htmlProblem(part.repeat(400_000));
      htmlProblem(`<p ${part.slice(2).repeat(400_000)}`);
      expect(performance.now() - started).toBeLessThan(2_000);
    }
  });
});
