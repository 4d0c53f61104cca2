import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import type { ApiParts } from './api-parts';
import { ArticlesController } from './articles/articles.controller';
import { BulkController } from './articles/bulk.controller';
import { createExtractQueue } from './articles/extract-queue';
import { ReceiveArticleHandler } from './articles/receive-article.handler';
import { ReceiveArticlesHandler } from './articles/receive-articles.handler';
import { DealsController } from './deals/deals.controller';
import { EventsController } from './events/events.controller';
import { HealthController } from './health/health.controller';
import { createReadinessProbe } from './health/readiness';
import { RootController } from './openapi/root.controller';
import { ProblemFilter } from './problems/problem.filter';
import { ProblemsController } from './problems/problems.controller';
import { CLOCK, DATABASE, EVENT_STORE, EXTRACT_QUEUE, LANGUAGE_DETECTOR, LOG, QUEUES, READINESS } from './tokens';
import { ZodPipe } from './validation/zod-pipe';
import { WEBHOOK_CLIENT, WEBHOOK_TARGETS } from './webhooks/tokens';
import { webhookControllers, webhookProviders } from './webhooks/webhooks.module-parts';

/** The whole API over the given parts. */
@Module({})
export class AppModule {
  static with(parts: ApiParts): DynamicModule {
    const { db, store, queues, lifecycle, detectLanguage, clock, log } = parts;
    const extractQueue = createExtractQueue(queues, (err) => log.warn({ err }, 'extract jobs were not queued'));
    return {
      module: AppModule,
      imports: [CqrsModule.forRoot()],
      controllers: [
        RootController,
        HealthController,
        ProblemsController,
        BulkController,
        ArticlesController,
        DealsController,
        EventsController,
        ...webhookControllers,
      ],
      providers: [
        { provide: DATABASE, useValue: db },
        { provide: EVENT_STORE, useValue: store },
        { provide: QUEUES, useValue: queues },
        { provide: EXTRACT_QUEUE, useValue: extractQueue },
        { provide: LANGUAGE_DETECTOR, useValue: detectLanguage },
        { provide: CLOCK, useValue: clock },
        { provide: LOG, useValue: log },
        { provide: READINESS, useValue: createReadinessProbe({ db, queues, lifecycle }) },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useClass: ZodPipe },
        { provide: WEBHOOK_TARGETS, useValue: parts.webhookTargets },
        { provide: WEBHOOK_CLIENT, useValue: parts.webhookClient },
        ReceiveArticleHandler,
        ReceiveArticlesHandler,
        ...webhookProviders,
      ],
    };
  }
}
