import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import pino from 'pino';
import type { ApiParts } from './api-parts';
import { createApp } from './app';
import { Lifecycle } from './lifecycle';
import { describeApi } from './openapi/document';

/** npm runs scripts in the root of the repository. */
const TARGET = resolve('docs', 'openapi.json');

/** Writes docs/openapi.json, or with --check only compares it. Nothing is opened: no database, no queue, no port. */
async function main(check: boolean): Promise<void> {
  const app = await createApp(withoutConnections());
  const text = `${JSON.stringify(describeApi(app), null, 2)}\n`;
  await app.close();
  if (!check) return writeFileSync(TARGET, text);
  if (readFileSync(TARGET, 'utf8') === text) return;
  throw new Error('docs/openapi.json is not what the code says. Run `npm run openapi` and commit it.');
}

function withoutConnections(): ApiParts {
  const nothing = {} as never;
  return {
    ...{ db: nothing, store: nothing, queues: nothing, webhookTargets: nothing, webhookClient: nothing },
    lifecycle: new Lifecycle(),
    detectLanguage: () => 'en',
    clock: () => new Date(),
    host: '127.0.0.1',
    log: pino({ level: 'silent' }),
  };
}

main(process.argv.includes('--check')).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
