import type { JobQueues } from '@dealwatch/queue';
import type { Db } from '@dealwatch/read-models';
import { type Endpoint, type EndpointSettings, type TargetPolicy, updateEndpoint } from '@dealwatch/webhooks';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Logger } from 'pino';
import { CLOCK, DATABASE, LOG, QUEUES } from '../tokens';
import { requireTarget, unknownEndpoint } from './refusals';
import { WEBHOOK_TARGETS } from './tokens';
import { wakeDeliverers } from './wake-deliverers';

export type EndpointSettingsChange = Partial<EndpointSettings>;

/** Change what an endpoint hears of, where it is, or whether it is enabled. */
export class UpdateEndpoint extends Command<Endpoint> {
  constructor(
    readonly id: string,
    readonly change: EndpointSettingsChange,
  ) {
    super();
  }
}

@CommandHandler(UpdateEndpoint)
export class UpdateEndpointHandler implements ICommandHandler<UpdateEndpoint> {
  constructor(
    @Inject(DATABASE) private readonly db: Db,
    @Inject(QUEUES) private readonly queues: JobQueues,
    @Inject(WEBHOOK_TARGETS) private readonly targets: TargetPolicy,
    @Inject(CLOCK) private readonly clock: () => Date,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  async execute({ id, change }: UpdateEndpoint): Promise<Endpoint> {
    if (change.url !== undefined) await requireTarget(change.url, this.targets);
    const endpoint = await updateEndpoint(this.db, id, change, this.clock());
    if (endpoint === null) throw unknownEndpoint(id);
    if (change.enabled) wakeDeliverers(this.queues, `enabled-${id}-${this.clock().getTime()}`, this.log);
    return endpoint;
  }
}
