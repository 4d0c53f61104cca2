import { join } from 'node:path';

const APPS = join(__dirname, '..', '..');

/** The compiled entry files of the services, beside this one. */
export const API_ENTRY = join(APPS, 'api', 'src', 'main.js');
export const WORKER_ENTRY = join(APPS, 'worker', 'src', 'main.js');
