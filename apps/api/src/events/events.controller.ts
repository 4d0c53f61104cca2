import type { EventId } from '@dealwatch/domain';
import type { EventStore } from '@dealwatch/event-store';
import type { Db, EventView } from '@dealwatch/read-models';
import { Controller, Get, Headers, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { preferredType } from '../http/media-type';
import { ApiProblems } from '../openapi/api-problems';
import { Problem } from '../problems/problem';
import { DATABASE, EVENT_STORE } from '../tokens';
import { isUuid } from '../validation/uuid';
import { EventsQueryDto } from './event.dto';
import { EventViewDto, FeedPageDto } from './event-view.dto';
import { findEventViews } from './event-views';
import { type FeedPage, readFeed } from './read-feed';

const JSON_TYPE = 'application/json';
const LINES_TYPE = 'application/x-ndjson';

@ApiTags('Events')
@Controller('v1/events')
export class EventsController {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(DATABASE) private readonly db: Db,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listEvents', summary: 'The whole log behind a position, in order and without gaps' })
  @ApiResponse({
    status: 200,
    type: FeedPageDto,
    description: 'Entries as JSON, or one a line as NDJSON with the next page in the Link header.',
  })
  @ApiProblems('invalid-query', 'not-acceptable')
  async list(
    @Query() query: EventsQueryDto,
    @Headers('accept') accept: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FeedPage | string> {
    const type = preferredType(accept, [JSON_TYPE, LINES_TYPE]);
    const page = await readFeed(this.store, this.db, query);
    reply.headers({ Link: `<${nextUrl(request.url, page.next)}>; rel="next"`, Vary: 'Accept' });
    if (type === JSON_TYPE) return page;
    reply.type(LINES_TYPE);
    return page.items.map((item) => `${JSON.stringify(item)}\n`).join('');
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getEvent', summary: 'An event with all reports recorded so far' })
  @ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } })
  @ApiResponse({ status: 200, type: EventViewDto, description: 'The event.' })
  @ApiProblems('unknown-event')
  async show(@Param('id') id: string): Promise<EventView> {
    const [event] = isUuid(id) ? await findEventViews(this.db, [id as EventId]) : [];
    if (!event) throw new Problem(404, 'unknown-event', `No event has the id "${id}".`);
    return event;
  }
}

function nextUrl(url: string, next: string): string {
  const [path = '', query] = url.split('?', 2);
  const parameters = new URLSearchParams(query);
  parameters.set('after', next);
  return `${path}?${parameters}`;
}
