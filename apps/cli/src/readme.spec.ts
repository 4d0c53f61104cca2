import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeConfig } from '@dealwatch/config';

const ROOT = join(__dirname, '..', '..', '..');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };

describe('the README', () => {
  it('names only commands that exist', () => {
    const named = [...README.matchAll(/npm run (?:-s )?([a-z:]+)|`(bench:[a-z]+)`/g)].map(
      ([, run, bench]) => run ?? bench,
    );
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((name) => scripts[name as string] === undefined)).toEqual([]);
  });

  it('tells every variable with its default, as the configuration does', () => {
    for (const { name, default: fallback, what } of describeConfig()) {
      expect(README).toContain(`| \`${name}\` | ${fallback ? `\`${fallback}\`` : '–'} | ${what} |`);
    }
  });

  it('has no gap left to be filled', () => {
    expect(README).not.toMatch(/<!--/);
  });
});
