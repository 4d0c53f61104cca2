import type { Db } from '@dealwatch/read-models';
import { Body, Controller, Get, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiProblems } from '../openapi/api-problems';
import { DATABASE, LANGUAGE_DETECTOR } from '../tokens';
import { ArticleQueryDto, ArticleReceiptDto, ArticleViewDto } from './article.dto';
import { type ArticleView, viewArticle } from './article-view';
import { NewArticleDto } from './new-article.dto';
import { type LanguageDetector, toPosting } from './posting';
import { ReceiveArticle } from './receive-article.handler';
import type { Receipt } from './store-postings';

@ApiTags('Articles')
@Controller('v1/articles')
export class ArticlesController {
  constructor(
    private readonly commands: CommandBus,
    @Inject(DATABASE) private readonly db: Db,
    @Inject(LANGUAGE_DETECTOR) private readonly detectLanguage: LanguageDetector,
  ) {}

  @Post()
  @ApiOperation({ operationId: 'postArticle', summary: 'Post an article' })
  @ApiResponse({
    status: 202,
    type: ArticleReceiptDto,
    description: 'Stored, or known already. It is read in the background.',
  })
  @ApiProblems('malformed-json', 'invalid-body', 'body-too-large', 'unsupported-media-type', 'unsupported-encoding')
  async post(@Body() body: NewArticleDto, @Res({ passthrough: true }) reply: FastifyReply): Promise<Receipt> {
    const receipt = await this.commands.execute(new ReceiveArticle(toPosting(body, this.detectLanguage)));
    reply.code(202).header('Location', `/v1/articles/${receipt.id}`);
    return receipt;
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getArticle', summary: 'An article, how far it has come, and what it reports' })
  @ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } })
  @ApiResponse({ status: 200, type: ArticleViewDto, description: 'The article.' })
  @ApiProblems('invalid-query', 'unknown-article')
  async show(@Param('id') id: string, @Query() query: ArticleQueryDto): Promise<ArticleView> {
    return viewArticle(this.db, id, { explain: query.explain === 'true' });
  }
}
