import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describeEvents } from './describe-events';

/** npm runs scripts in the root of the repository. */
const TARGET = resolve('docs', 'events.md');

/** Writes docs/events.md, or with --check only compares it. */
function main(check: boolean): void {
  const text = describeEvents();
  if (!check) writeFileSync(TARGET, text);
  else if (readFileSync(TARGET, 'utf8') !== text) {
    console.error('docs/events.md is not what the catalogue says. Run `npm run docs:events` and commit it.');
    process.exitCode = 1;
  }
}

main(process.argv.includes('--check'));
