import type { Db } from '@dealwatch/read-models';
import { sendTestMessage, type TestExchange, type WebhookClient } from '@dealwatch/webhooks';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CLOCK, DATABASE } from '../tokens';
import { unknownEndpoint } from './refusals';
import { WEBHOOK_CLIENT } from './tokens';

/** Send a signed test message to an endpoint now. */
export class TestEndpoint extends Command<TestExchange> {
  constructor(readonly id: string) {
    super();
  }
}

@CommandHandler(TestEndpoint)
export class TestEndpointHandler implements ICommandHandler<TestEndpoint> {
  constructor(
    @Inject(DATABASE) private readonly db: Db,
    @Inject(WEBHOOK_CLIENT) private readonly client: WebhookClient,
    @Inject(CLOCK) private readonly clock: () => Date,
  ) {}

  async execute({ id }: TestEndpoint): Promise<TestExchange> {
    const exchange = await sendTestMessage({ db: this.db, client: this.client, clock: this.clock }, id);
    if (exchange === null) throw unknownEndpoint(id);
    return exchange;
  }
}
