import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Client } from 'pg';
import { migrate } from '../src/migrate';
import { describeSchema } from './describe-schema';
import { generateTypes } from './generate-types';

export interface Snapshot {
  readonly path: string;
  readonly content: string;
}

/** What the migrations make of an empty database: table types and schema, with their places in the repository. */
export async function takeSnapshots(migratedDatabase: string): Promise<readonly Snapshot[]> {
  const client = new Client({ connectionString: migratedDatabase });
  await client.connect();
  try {
    return [
      { path: 'libs/database/src/generated/db.ts', content: await generateTypes(migratedDatabase) },
      { path: 'libs/database/schema.sql', content: await describeSchema(client) },
    ];
  } finally {
    await client.end();
  }
}

/** Which of the files differ from what the migrations make, or are missing. */
export async function findDrift(snapshots: readonly Snapshot[], root: string): Promise<readonly string[]> {
  const current = await Promise.all(snapshots.map(({ path }) => readFile(resolve(root, path), 'utf8').catch(() => '')));
  return snapshots.filter(({ content }, index) => content !== current[index]).map(({ path }) => path);
}

async function withScratchDatabase<T>(server: string, work: (connectionString: string) => Promise<T>): Promise<T> {
  const name = `snapshot_${randomUUID().replaceAll('-', '')}`;
  const admin = new Client({ connectionString: server });
  await admin.connect();
  try {
    await admin.query(`create database ${name}`);
    const scratch = new URL(server);
    scratch.pathname = `/${name}`;
    return await work(scratch.href);
  } finally {
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.end();
  }
}

async function main(): Promise<void> {
  const server = process.env.DATABASE_URL;
  if (!server) throw new Error('Set DATABASE_URL to a PostgreSQL server on which a scratch database may be created.');
  const snapshots = await withScratchDatabase(server, async (connectionString) => {
    await migrate(connectionString);
    return takeSnapshots(connectionString);
  });
  if (!process.argv.includes('--check')) {
    await Promise.all(snapshots.map(({ path, content }) => writeFile(path, content)));
    return;
  }
  const drift = await findDrift(snapshots, process.cwd());
  if (drift.length === 0) return;
  throw new Error(`Not what the migrations make: ${drift.join(', ')}. Run "npm run db:types" and commit the result.`);
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
