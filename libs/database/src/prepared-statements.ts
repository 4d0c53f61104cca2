import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type { Pool, PoolClient } from 'pg';

const MARK = /^\/\* prepared (\w+) \*\/ /;

/**
 * Marks a statement to be parsed and planned once a connection instead of at each call. For small statements of fixed
 * text that run often; select columns by name, as a statement whose result changes with a migration fails until the
 * connection is renewed.
 */
export function prepared(name: string, text: string): string {
  return `/* prepared ${name} */ ${text}`;
}

/** The pool as kysely wants it, with marked statements sent under their names. */
export function preparingPool(pool: Pool): PostgresPool {
  const clients = new WeakMap<PoolClient, PostgresPoolClient>();
  const connect = async (): Promise<PostgresPoolClient> => {
    const client = await pool.connect();
    const known = clients.get(client) ?? preparingClient(client);
    clients.set(client, known); // kysely remembers connections by this object
    return known;
  };
  return { connect, end: () => pool.end() };
}

function preparingClient(client: PoolClient): PostgresPoolClient {
  const query = (statement: unknown, values?: readonly unknown[]): unknown => {
    const name = typeof statement === 'string' ? MARK.exec(statement)?.[1] : undefined;
    const send = client.query.bind(client) as (first: unknown, second?: readonly unknown[]) => unknown;
    return name === undefined ? send(statement, values) : send({ name, text: statement, values });
  };
  return { query: query as PostgresPoolClient['query'], release: () => client.release() };
}
