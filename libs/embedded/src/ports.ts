import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Ports below those that systems hand out to outgoing connections (Linux from 32768, others from 49152). A server that
 * comes back on "its" port could otherwise find it taken by a client, even by one that tries to reach that very port.
 */
const FIRST = 15_000;
const LAST = 32_000;

/** Why a server could not listen there now, as the system's error code (EADDRINUSE, EACCES, …); `undefined` if it could. */
export const listenProblem = (port: number, host = '127.0.0.1'): Promise<string | undefined> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(undefined)));
  });

/** A port of 127.0.0.1 on which nothing listens now. Another process may take it first: be ready to ask again. */
export const freePort = async (): Promise<number> => {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const port = randomInt(FIRST, LAST);
    if ((await listenProblem(port)) === undefined) return port;
  }
  throw new Error(`No free port found on 127.0.0.1 between ${FIRST} and ${LAST}.`);
};
