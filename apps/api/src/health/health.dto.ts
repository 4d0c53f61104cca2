import { z } from 'zod';
import { createDto } from '../openapi/dto';

const Liveness = z.object({ status: z.literal('ok') }).meta({ example: { status: 'ok' } });
const Readiness = z
  .object({
    status: z.enum(['ready', 'not-ready', 'draining']),
    checks: z.object({
      database: z
        .enum(['ok', 'unreachable', 'not-migrated', 'too-new'])
        .describe('`not-migrated`: run `dealwatch migrate`; `too-new`: migrated by a newer build than this one.'),
      queue: z.enum(['ok', 'unreachable']).describe('Without its queue the API still takes articles in.'),
    }),
  })
  .meta({ example: { status: 'ready', checks: { database: 'ok', queue: 'ok' } } });

export class LivenessDto extends createDto(Liveness) {}
export class ReadinessDto extends createDto(Readiness) {}
