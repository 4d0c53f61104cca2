import { Readable } from 'node:stream';
import { Body, Controller, Inject, Post, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBody, ApiConsumes, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { wrongType } from '../http/bodies';
import { ApiProblems } from '../openapi/api-problems';
import { LANGUAGE_DETECTOR } from '../tokens';
import { receiveBulk } from './bulk';
import type { LanguageDetector } from './posting';
import { ReceiveArticles } from './receive-articles.handler';

const LINES_TYPE = 'application/x-ndjson';
const SENT = '{"text":"The navy ordered two boats.","publishedOn":"2019-07-12"}\n';
const ANSWERED = '{"line":1,"status":"accepted","id":"0d4ab51c-8f2e-5f0a-9a3f-5a7f3c1f0a11"}\n';

@ApiTags('Articles')
@Controller('v1/articles')
export class BulkController {
  constructor(
    private readonly commands: CommandBus,
    @Inject(LANGUAGE_DETECTOR) private readonly detectLanguage: LanguageDetector,
  ) {}

  @Post('bulk')
  @ApiOperation({
    operationId: 'postArticles',
    summary: 'Post many articles, one a line',
    description:
      'Each line is an article as POST /v1/articles takes it, of at most 2 MB. Each gets one line of the answer, in the same order, while later ones are still being sent; a bad line fails alone.',
  })
  @ApiConsumes(LINES_TYPE)
  @ApiBody({ schema: { type: 'string', example: SENT } })
  @ApiResponse({
    status: 200,
    description: 'One result a line.',
    content: { [LINES_TYPE]: { schema: { type: 'string' }, example: ANSWERED } },
  })
  @ApiProblems('unsupported-media-type', 'unsupported-encoding')
  async post(@Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (!(body instanceof Readable)) throw wrongType(request);
    const results = receiveBulk(body, {
      receive: (postings) => this.commands.execute(new ReceiveArticles(postings)),
      detectLanguage: this.detectLanguage,
      onFailure: (err) => request.log.error({ err }, 'a line of a bulk upload failed'),
    });
    reply
      .code(200)
      .type(LINES_TYPE)
      .send(Readable.from(results, { objectMode: false, highWaterMark: 1 }));
  }
}
