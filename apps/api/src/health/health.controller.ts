import { Controller, Get, Header, Inject, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { READINESS } from '../tokens';
import { LivenessDto, ReadinessDto } from './health.dto';
import type { Readiness, ReadinessProbe } from './readiness';

@ApiTags('Operations')
@Controller()
export class HealthController {
  constructor(@Inject(READINESS) private readonly readiness: ReadinessProbe) {}

  @Get('livez')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ operationId: 'getLiveness', summary: 'Whether the process runs' })
  @ApiResponse({ status: 200, type: LivenessDto, description: 'It does.' })
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('readyz')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ operationId: 'getReadiness', summary: 'Whether the process wants requests' })
  @ApiResponse({
    status: 200,
    type: ReadinessDto,
    description: 'Ready. An unreachable queue alone does not change that.',
  })
  @ApiResponse({
    status: 503,
    type: ReadinessDto,
    description: 'The database is out of reach or not migrated, or the process is stopping.',
  })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const readiness = await this.readiness();
    reply.code(readiness.status === 'ready' ? 200 : 503);
    return readiness;
  }
}
