import type { Db } from '@dealwatch/read-models';
import { createEndpoint, type Endpoint, type EndpointSettings, type TargetPolicy } from '@dealwatch/webhooks';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CLOCK, DATABASE } from '../tokens';
import { requireTarget } from './refusals';
import { WEBHOOK_TARGETS } from './tokens';

/** Register a receiver of webhooks. */
export class CreateEndpoint extends Command<Endpoint & { readonly secret: string }> {
  constructor(readonly settings: EndpointSettings) {
    super();
  }
}

@CommandHandler(CreateEndpoint)
export class CreateEndpointHandler implements ICommandHandler<CreateEndpoint> {
  constructor(
    @Inject(DATABASE) private readonly db: Db,
    @Inject(WEBHOOK_TARGETS) private readonly targets: TargetPolicy,
    @Inject(CLOCK) private readonly clock: () => Date,
  ) {}

  async execute({ settings }: CreateEndpoint): Promise<Endpoint & { readonly secret: string }> {
    await requireTarget(settings.url, this.targets);
    return createEndpoint(this.db, settings, this.clock());
  }
}
