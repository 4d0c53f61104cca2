import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

/** A webhook as it came in, after its signature was checked by the specification's own library. */
export interface ReceivedWebhook {
  readonly id: string;
  readonly type: string;
  readonly verified: boolean;
  readonly data: Record<string, unknown>;
}

export interface Receiver {
  readonly url: string;
  readonly received: readonly ReceivedWebhook[];
  /** The secret arrives with the endpoint's registration, after the receiver has begun to listen. */
  expectSecret(secret: string): void;
  close(): Promise<void>;
}

/** A small webhook receiver on a free port of 127.0.0.1. */
export async function startReceiver(): Promise<Receiver> {
  const received: ReceivedWebhook[] = [];
  let webhook: Webhook | undefined;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const entry = read(webhook, Buffer.concat(chunks).toString('utf8'), request.headers as Record<string, string>);
      received.push(entry);
      response.writeHead(entry.verified ? 204 : 401).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hooks`,
    received,
    expectSecret(secret) {
      webhook = new Webhook(secret);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function read(webhook: Webhook | undefined, body: string, headers: Record<string, string>): ReceivedWebhook {
  const id = headers['webhook-id'] ?? '';
  try {
    const message = webhook?.verify(body, headers) as { type: string; data: Record<string, unknown> } | undefined;
    return { id, type: message?.type ?? '', verified: message !== undefined, data: message?.data ?? {} };
  } catch {
    return { id, type: '', verified: false, data: {} };
  }
}
