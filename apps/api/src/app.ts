import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ApiParts } from './api-parts';
import { AppModule } from './app.module';
import { createAdapter } from './http/adapter';
import { nestLogger } from './http/nest-logger';
import { serveDocs } from './openapi/document';

/** Puts the API together, ready for `inject` or `listen`. What the parts opened, the caller closes. */
export async function createApp(parts: ApiParts): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(parts), createAdapter(parts), {
    bodyParser: false,
    logger: nestLogger(parts.log),
    abortOnError: false,
  });
  serveDocs(app);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
}
