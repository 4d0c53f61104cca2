import type { JobQueues } from '@dealwatch/queue';
import type { Db } from '@dealwatch/read-models';
import { findEndpoint, findMessage, replayMessage } from '@dealwatch/webhooks';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Logger } from 'pino';
import { CLOCK, DATABASE, LOG, QUEUES } from '../tokens';
import { unknownEndpoint, unknownMessage } from './refusals';
import { wakeDeliverers } from './wake-deliverers';

export interface ReplayReceipt {
  readonly messageId: string;
  readonly endpointIds: readonly string[];
}

/** Send a message again: to one endpoint, or to all that it was meant for. */
export class ReplayMessage extends Command<ReplayReceipt> {
  constructor(
    readonly messageId: string,
    readonly endpointId: string | undefined,
  ) {
    super();
  }
}

@CommandHandler(ReplayMessage)
export class ReplayMessageHandler implements ICommandHandler<ReplayMessage> {
  constructor(
    @Inject(DATABASE) private readonly db: Db,
    @Inject(QUEUES) private readonly queues: JobQueues,
    @Inject(CLOCK) private readonly clock: () => Date,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  async execute({ messageId, endpointId }: ReplayMessage): Promise<ReplayReceipt> {
    const endpointIds = await replayMessage(this.db, messageId, this.clock(), endpointId);
    if (endpointIds.length === 0) await this.requireBoth(messageId, endpointId);
    else wakeDeliverers(this.queues, `replay-${messageId}-${this.clock().getTime()}`, this.log);
    return { messageId, endpointIds };
  }

  private async requireBoth(messageId: string, endpointId: string | undefined): Promise<void> {
    if ((await findMessage(this.db, messageId)) === null) throw unknownMessage(messageId);
    if (endpointId !== undefined && (await findEndpoint(this.db, endpointId)) === null) {
      throw unknownEndpoint(endpointId);
    }
  }
}
