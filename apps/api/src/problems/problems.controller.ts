import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isProblemCode, PROBLEMS } from './catalogue';
import { Problem } from './problem';

/** The pages behind the `type` of each problem. */
@ApiExcludeController()
@Controller('problems')
export class ProblemsController {
  @Get(':code')
  @Header('Content-Type', 'text/plain; charset=utf-8')
  @Header('Cache-Control', 'public, max-age=3600')
  show(@Param('code') code: string): string {
    if (!isProblemCode(code)) throw new Problem(404, 'unknown-problem', `No problem has the code "${code}".`);
    const { title, cause, remedy } = PROBLEMS[code];
    return `${title}\n\nCause: ${cause}\n\nRemedy: ${remedy}\n`;
  }
}
