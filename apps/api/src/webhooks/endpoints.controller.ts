import type { Db } from '@dealwatch/read-models';
import { type Endpoint, type EndpointSettings, findEndpoint, findSecret, type TestExchange } from '@dealwatch/webhooks';
import {
  Body,
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  Inject,
  Param,
  Patch,
  Post,
  Query,
  Res,
} from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiProblems } from '../openapi/api-problems';
import { DATABASE } from '../tokens';
import { CreateEndpoint } from './create-endpoint.handler';
import { DeleteEndpoint } from './delete-endpoint.handler';
import {
  CreatedEndpointDto,
  EndpointChangeDto,
  EndpointDto,
  EndpointPageDto,
  EndpointSecretDto,
  EndpointsQueryDto,
  NewEndpointDto,
  TestExchangeDto,
} from './endpoint.dto';
import { type Page, pageOfEndpoints } from './pages';
import { unknownEndpoint } from './refusals';
import { TestEndpoint } from './test-endpoint.handler';
import { type EndpointSettingsChange, UpdateEndpoint } from './update-endpoint.handler';

@ApiTags('Webhooks')
@Controller('v1/webhooks/endpoints')
export class EndpointsController {
  constructor(
    private readonly commands: CommandBus,
    @Inject(DATABASE) private readonly db: Db,
  ) {}

  @Post()
  @ApiOperation({ operationId: 'createWebhookEndpoint', summary: 'Register a receiver of webhooks' })
  @ApiResponse({ status: 201, type: CreatedEndpointDto, description: 'Registered. Keep the secret: it signs all.' })
  @ApiProblems('malformed-json', 'invalid-body', 'target-not-allowed', 'body-too-large', 'unsupported-media-type')
  @Header('Cache-Control', 'no-store')
  async create(@Body() body: NewEndpointDto, @Res({ passthrough: true }) reply: FastifyReply) {
    const endpoint = await this.commands.execute(new CreateEndpoint(body as EndpointSettings));
    reply.header('Location', `/v1/webhooks/endpoints/${endpoint.id}`);
    return endpoint;
  }

  @Get()
  @ApiOperation({ operationId: 'listWebhookEndpoints', summary: 'Registered endpoints, the oldest first' })
  @ApiResponse({ status: 200, type: EndpointPageDto, description: 'A page of endpoints.' })
  @ApiProblems('invalid-query')
  list(@Query() query: EndpointsQueryDto): Promise<Page<Endpoint>> {
    return pageOfEndpoints(this.db, query);
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getWebhookEndpoint', summary: 'An endpoint, without its secret' })
  @ApiResponse({ status: 200, type: EndpointDto, description: 'The endpoint.' })
  @ApiProblems('unknown-endpoint')
  async show(@Param('id') id: string): Promise<Endpoint> {
    const endpoint = await findEndpoint(this.db, id);
    if (endpoint === null) throw unknownEndpoint(id);
    return endpoint;
  }

  @Patch(':id')
  @ApiOperation({
    operationId: 'updateWebhookEndpoint',
    summary: 'Change an endpoint',
    description: 'Only the given fields change. Enabled again, an endpoint gets what has been waiting for it.',
  })
  @ApiResponse({ status: 200, type: EndpointDto, description: 'The endpoint as it is now.' })
  @ApiProblems('malformed-json', 'invalid-body', 'unknown-endpoint', 'target-not-allowed', 'unsupported-media-type')
  update(@Param('id') id: string, @Body() body: EndpointChangeDto): Promise<Endpoint> {
    return this.commands.execute(new UpdateEndpoint(id, body as EndpointSettingsChange));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'deleteWebhookEndpoint',
    summary: 'Delete an endpoint',
    description: 'Pending deliveries are cancelled. Messages and attempts stay readable.',
  })
  @ApiResponse({ status: 204, description: 'Deleted.' })
  @ApiProblems('unknown-endpoint')
  async remove(@Param('id') id: string): Promise<void> {
    await this.commands.execute(new DeleteEndpoint(id));
  }

  @Get(':id/secret')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ operationId: 'getWebhookSecret', summary: "An endpoint's signing secret" })
  @ApiResponse({ status: 200, type: EndpointSecretDto, description: 'The secret.' })
  @ApiProblems('unknown-endpoint')
  async secret(@Param('id') id: string): Promise<{ secret: string }> {
    const secret = await findSecret(this.db, id);
    if (secret === null) throw unknownEndpoint(id);
    return { secret };
  }

  @Post(':id/test')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'testWebhookEndpoint',
    summary: 'Send a signed test message now',
    description: 'Sends one message of type `webhook.test`, to a disabled endpoint too, and answers with the exchange.',
  })
  @ApiResponse({ status: 200, type: TestExchangeDto, description: 'What was sent and what came back.' })
  @ApiProblems('unknown-endpoint')
  test(@Param('id') id: string): Promise<TestExchange> {
    return this.commands.execute(new TestEndpoint(id));
  }
}
