import type { Client } from 'pg';

/** Longer than any answer of a server that is alive takes; shorter than what a stopping process is given. */
export const ANSWER_WITHIN_MS = 2_000;

/**
 * Closes a connection in a bounded time. Towards a peer that has gone without a word (a half-open connection) pg would
 * wait for its farewell until TCP gives up, minutes later; after the given time the socket is dropped instead.
 */
export async function endClient(client: Client, withinMs = ANSWER_WITHIN_MS): Promise<void> {
  const timer = setTimeout(() => dropSocket(client), withinMs);
  try {
    await client.end();
  } catch {
    // It was lost already: closed is closed.
  } finally {
    clearTimeout(timer);
  }
}

/** pg's types leave the socket out; `notifications.spec.ts` fails should it move. */
function dropSocket(client: Client): void {
  const { connection } = client as Client & { readonly connection: { readonly stream: { destroy(): void } } };
  connection.stream.destroy();
}
