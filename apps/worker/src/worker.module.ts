import type { RecordingRules } from '@dealwatch/domain';
import type { EventStore } from '@dealwatch/event-store';
import type { Extractor } from '@dealwatch/intake';
import type { Db } from '@dealwatch/read-models';
import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { ExtractArticleHandler } from './extract/extract-article.handler';
import { ProjectDealHandler } from './project/project-deal.handler';
import { RecordArticleHandler } from './record/record-article.handler';
import { CLOCK, DATABASE, EVENT_STORE, EXTRACTOR, RULES } from './tokens';

export interface WorkerParts {
  readonly db: Db;
  readonly store: EventStore;
  readonly extractor: Extractor;
  readonly rules: RecordingRules;
  readonly clock: () => Date;
}

/** The worker's commands and their handlers over the given parts. */
@Module({})
export class WorkerModule {
  static with(parts: WorkerParts): DynamicModule {
    return {
      module: WorkerModule,
      imports: [CqrsModule.forRoot()],
      providers: [
        { provide: DATABASE, useValue: parts.db },
        { provide: EVENT_STORE, useValue: parts.store },
        { provide: EXTRACTOR, useValue: parts.extractor },
        { provide: RULES, useValue: parts.rules },
        { provide: CLOCK, useValue: parts.clock },
        ExtractArticleHandler,
        RecordArticleHandler,
        ProjectDealHandler,
      ],
    };
  }
}
