import type { Db } from '@dealwatch/read-models';
import { type Attempt, findMessage, type Message, type MessageSummary } from '@dealwatch/webhooks';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBody, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../openapi/api-problems';
import { DATABASE } from '../tokens';
import { parseBody } from '../validation/zod-pipe';
import {
  AttemptPageDto,
  AttemptsQueryDto,
  MessageDto,
  MessagePageDto,
  MessagesQueryDto,
  ReplayDto,
  ReplayReceiptDto,
} from './message.dto';
import { type Page, pageOfAttempts, pageOfMessages } from './pages';
import { unknownMessage } from './refusals';
import { ReplayMessage, type ReplayReceipt } from './replay-message.handler';

@ApiTags('Webhooks')
@Controller('v1/webhooks/messages')
export class MessagesController {
  constructor(
    private readonly commands: CommandBus,
    @Inject(DATABASE) private readonly db: Db,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listWebhookMessages', summary: 'Outgoing messages, the newest first' })
  @ApiResponse({ status: 200, type: MessagePageDto, description: 'A page of messages.' })
  @ApiProblems('invalid-query')
  list(@Query() query: MessagesQueryDto): Promise<Page<MessageSummary>> {
    return pageOfMessages(this.db, query);
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getWebhookMessage', summary: 'A message, its text and its deliveries' })
  @ApiResponse({ status: 200, type: MessageDto, description: 'The message.' })
  @ApiProblems('unknown-message')
  async show(@Param('id') id: string): Promise<Message> {
    const message = await findMessage(this.db, id);
    if (message === null) throw unknownMessage(id);
    return message;
  }

  @Get(':id/attempts')
  @ApiOperation({ operationId: 'listWebhookAttempts', summary: 'Every attempt to send a message, the oldest first' })
  @ApiResponse({ status: 200, type: AttemptPageDto, description: 'A page of attempts.' })
  @ApiProblems('invalid-query', 'unknown-message')
  attempts(@Param('id') id: string, @Query() query: AttemptsQueryDto): Promise<Page<Attempt>> {
    return pageOfAttempts(this.db, id, query);
  }

  /** The body may be left out, so it is not checked by the pipe. */
  @Post(':id/replay')
  @HttpCode(202)
  @ApiOperation({
    operationId: 'replayWebhookMessage',
    summary: 'Send a message again',
    description: 'The `webhook-id` stays the same. An endpoint that never had the message can be given it too.',
  })
  @ApiBody({ type: ReplayDto, required: false })
  @ApiResponse({ status: 202, type: ReplayReceiptDto, description: 'Queued.' })
  @ApiProblems('malformed-json', 'invalid-body', 'unknown-message', 'unknown-endpoint', 'unsupported-media-type')
  replay(@Param('id') id: string, @Body() body: unknown): Promise<ReplayReceipt> {
    const { endpointId } = parseBody(ReplayDto.schema, body ?? {});
    return this.commands.execute(new ReplayMessage(id, endpointId));
  }
}
