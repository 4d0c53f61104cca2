import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A worker touches this file after each round of its reconciler; `dealwatch health` looks at its age. */
export const HEARTBEAT_FILE = join(tmpdir(), 'dealwatch-worker.alive');
