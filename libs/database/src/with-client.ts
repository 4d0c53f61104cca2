import { Client } from 'pg';
import { type ConnectionOptions, clientConfig } from './create-database';

/** Works on one connection of its own and closes it. A connection that is lost rejects the query in hand. */
export async function withClient<T>(
  connectionString: string,
  options: ConnectionOptions,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client(clientConfig(connectionString, options));
  client.on('error', () => undefined); // unheard, it would end the process instead
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
