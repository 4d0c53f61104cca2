import type { Db } from '@dealwatch/read-models';
import { Controller, Get, Headers, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiProblems } from '../openapi/api-problems';
import { timesOf } from '../times/times';
import { CLOCK, DATABASE } from '../tokens';
import { DealsQueryDto, TimelineQueryDto, TimesQueryDto } from './deal.dto';
import {
  type DealStatusView,
  type DealView,
  namesTag,
  requireDeal,
  statusTag,
  viewDeal,
  viewStatus,
} from './deal-status';
import { type TimelinePage, viewTimeline } from './deal-timeline';
import { type DealPage, listDealSummaries } from './list-deals';
import { DealPageDto, DealStatusDto, DealViewDto, TimelinePageDto } from './status.dto';

@ApiTags('Deals')
@Controller('v1/deals')
export class DealsController {
  constructor(
    @Inject(DATABASE) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: () => Date,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listDeals', summary: 'Deals, each with its status in one line a strand' })
  @ApiResponse({ status: 200, type: DealPageDto, description: 'A page of deals, by id.' })
  @ApiProblems('invalid-query')
  list(@Query() query: DealsQueryDto): Promise<DealPage> {
    return listDealSummaries(this.db, query, this.clock());
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getDeal', summary: 'A deal, with its status in one line a strand' })
  @ApiResponse({ status: 200, type: DealViewDto, description: 'The deal.' })
  @ApiProblems('invalid-query', 'unknown-deal')
  async show(@Param('id') id: string, @Query() query: TimesQueryDto): Promise<DealView> {
    return viewDeal(this.db, await requireDeal(this.db, id), timesOf(query, this.clock()));
  }

  @Get(':id/status')
  @ApiOperation({
    operationId: 'getDealStatus',
    summary: 'The status of a deal on a day, by what was known on another',
  })
  @ApiResponse({
    status: 200,
    type: DealStatusDto,
    description: 'The state of every strand, with the sentences behind it. Bears an ETag.',
  })
  @ApiResponse({ status: 304, description: 'Nothing has changed since the answer whose ETag If-None-Match names.' })
  @ApiProblems('invalid-query', 'unknown-deal')
  async status(
    @Param('id') id: string,
    @Query() query: TimesQueryDto,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DealStatusView | undefined> {
    const times = timesOf(query, this.clock());
    const deal = await requireDeal(this.db, id);
    const tag = statusTag(deal, times);
    reply.headers({ ETag: tag, 'Cache-Control': 'no-cache' });
    if (!namesTag(known, tag)) return viewStatus(this.db, deal, times);
    reply.code(304);
    return undefined;
  }

  @Get(':id/timeline')
  @ApiOperation({ operationId: 'getDealTimeline', summary: 'What happened, in order, each step with its reports' })
  @ApiResponse({ status: 200, type: TimelinePageDto, description: 'A page of steps, denials included.' })
  @ApiProblems('invalid-query', 'unknown-deal')
  async timeline(@Param('id') id: string, @Query() query: TimelineQueryDto): Promise<TimelinePage> {
    return viewTimeline(this.db, await requireDeal(this.db, id), query, this.clock());
  }
}
