import { Kysely, PostgresDialect } from 'kysely';
import { type ClientConfig, Pool } from 'pg';
import type { DB } from './generated/db';
import { postgresTypes } from './pg-types';
import { preparingPool } from './prepared-statements';

export interface ConnectionOptions {
  /** The role that every connection switches to when it opens; without it the login's own rights apply. */
  readonly role?: string;
  /** Shown in pg_stat_activity. */
  readonly applicationName?: string;
}

export interface DatabaseOptions extends ConnectionOptions {
  /** Most connections at a time; 10 by default. */
  readonly max?: number;
  /** Told when a connection is lost, idle or in use. The pool opens another one by itself: there is nothing to do but to log it. */
  readonly onIdleError?: (error: Error) => void;
}

export interface Database {
  readonly kysely: Kysely<DB>;
  readonly pool: Pool;
  /** Waits for running queries and closes all connections. */
  readonly destroy: () => Promise<void>;
}

/**
 * Opens a pool of connections, in UTC and as the given role, and a kysely instance over it. Nothing connects before the
 * first query. How values come back is told at `postgresTypes`.
 */
export function createDatabase(connectionString: string, options: DatabaseOptions = {}): Database {
  const pool = new Pool({ ...clientConfig(connectionString, options), max: options.max ?? 10 });
  // The pool itself listens to idle connections only, and an 'error' event that nobody listens to ends the process: one
  // server restart within a transaction would do. The query in hand, or the next one, is rejected in any case.
  pool.on('connect', (client) => client.on('error', options.onIdleError ?? ignore));
  pool.on('error', ignore);
  const kysely = new Kysely<DB>({ dialect: new PostgresDialect({ pool: preparingPool(pool) }) });
  return { kysely, pool, destroy: () => kysely.destroy() };
}

/**
 * The settings of one connection (for a listener of its own, say): the same role, time zone and types as the pool's.
 * Role and time zone travel with the start of the connection, so they cost no round trip and no statement can be sent
 * before them. Throws when the connection string brings start options of its own, as those would win over the role.
 */
export function clientConfig(connectionString: string, options: ConnectionOptions = {}): ClientConfig {
  if (/[?&]options=/.test(connectionString)) {
    throw new Error('Leave "options=" out of the database URL: set such parameters with ALTER DATABASE or ALTER ROLE.');
  }
  if (options.role !== undefined && !/^[a-z_][a-z0-9_]*$/.test(options.role)) {
    throw new Error(`"${options.role}" is no plain role name.`);
  }
  const role = options.role === undefined ? '' : ` -c role=${options.role}`;
  return {
    connectionString,
    options: `-c timezone=UTC -c datestyle=ISO${role}`,
    types: postgresTypes,
    application_name: options.applicationName ?? 'dealwatch',
  };
}

function ignore(): void {}
