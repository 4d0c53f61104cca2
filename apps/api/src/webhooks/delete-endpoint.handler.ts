import type { Db } from '@dealwatch/read-models';
import { deleteEndpoint } from '@dealwatch/webhooks';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DATABASE } from '../tokens';
import { unknownEndpoint } from './refusals';

/** Delete an endpoint; what was sent to it stays in the log. */
export class DeleteEndpoint extends Command<void> {
  constructor(readonly id: string) {
    super();
  }
}

@CommandHandler(DeleteEndpoint)
export class DeleteEndpointHandler implements ICommandHandler<DeleteEndpoint> {
  constructor(@Inject(DATABASE) private readonly db: Db) {}

  async execute({ id }: DeleteEndpoint): Promise<void> {
    if (!(await deleteEndpoint(this.db, id))) throw unknownEndpoint(id);
  }
}
