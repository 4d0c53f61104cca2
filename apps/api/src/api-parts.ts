import type { EventStore } from '@dealwatch/event-store';
import type { JobQueues } from '@dealwatch/queue';
import type { Db } from '@dealwatch/read-models';
import type { Logger } from 'pino';
import type { LanguageDetector } from './articles/posting';
import type { Lifecycle } from './lifecycle';

/** What the API is made over: opened by `main.ts`, or by a spec. */
export interface ApiParts {
  readonly db: Db;
  readonly store: EventStore;
  readonly queues: JobQueues;
  readonly lifecycle: Lifecycle;
  readonly detectLanguage: LanguageDetector;
  readonly clock: () => Date;
  readonly log: Logger;
}
