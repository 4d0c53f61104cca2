import type { EventStore } from '@dealwatch/event-store';
import type { JobQueues } from '@dealwatch/queue';
import type { Db } from '@dealwatch/read-models';
import type { TargetPolicy, WebhookClient } from '@dealwatch/webhooks';
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
  /** Where webhooks may go, and who sends their tests. */
  readonly webhookTargets: TargetPolicy;
  readonly webhookClient: WebhookClient;
  readonly clock: () => Date;
  /** The address that it listens on. On loopback, requests under other names are refused. */
  readonly host: string;
  readonly log: Logger;
}
