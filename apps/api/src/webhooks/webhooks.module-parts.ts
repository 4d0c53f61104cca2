import type { Provider, Type } from '@nestjs/common';
import { CreateEndpointHandler } from './create-endpoint.handler';
import { DeleteEndpointHandler } from './delete-endpoint.handler';
import { EndpointsController } from './endpoints.controller';
import { MessagesController } from './messages.controller';
import { ReplayMessageHandler } from './replay-message.handler';
import { TestEndpointHandler } from './test-endpoint.handler';
import { UpdateEndpointHandler } from './update-endpoint.handler';

/** For the app module, which also provides `WEBHOOK_TARGETS` and `WEBHOOK_CLIENT` (see `tokens.ts`). */
export const webhookControllers: Type[] = [EndpointsController, MessagesController];

export const webhookProviders: Provider[] = [
  CreateEndpointHandler,
  UpdateEndpointHandler,
  DeleteEndpointHandler,
  TestEndpointHandler,
  ReplayMessageHandler,
];
