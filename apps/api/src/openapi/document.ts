import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { cleanupOpenApiDoc } from 'nestjs-zod';
import { outgoingMessages } from './outgoing-messages';

const DESCRIPTION = `What was the status of an arms deal on a day, by what had been published by then, and which sentence says so?

Post articles; read deals, their status at three times, their timeline, and the log of events. Days are UTC and written
2019-07-12. Every error is a problem of RFC 9457 whose \`type\` is a page that tells cause and remedy.`;

const PROBLEM_SCHEMA = {
  type: 'object',
  description: 'A problem of RFC 9457.',
  required: ['type', 'title', 'status', 'detail'],
  properties: {
    type: { type: 'string', format: 'uri-reference', description: 'A page that tells cause and remedy.' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    instance: { type: 'string', format: 'uri-reference' },
    requestId: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['detail'],
        properties: {
          pointer: { type: 'string', description: 'JSON pointer into the body, as a URI fragment.' },
          parameter: { type: 'string', description: 'Name of a query parameter.' },
          detail: { type: 'string' },
        },
      },
    },
  },
} as const;

/** The description of the whole API as OpenAPI 3.1, with the webhooks that it sends. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const base = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Dealwatch')
    .setDescription(DESCRIPTION)
    .setVersion('0.1.0')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addServer('/', 'This server')
    .build();
  const document = plainNames(cleanupOpenApiDoc(SwaggerModule.createDocument(app, base), { version: '3.1' }));
  const { webhooks, schemas } = outgoingMessages();
  return {
    ...document,
    webhooks,
    components: {
      ...document.components,
      schemas: sorted({ ...schemas, ...document.components?.schemas, Problem: PROBLEM_SCHEMA as never }),
    },
  };
}

/** Classes end in Dto for programmers; readers of the description need not know. */
function plainNames(document: OpenAPIObject): OpenAPIObject {
  return JSON.parse(JSON.stringify(document).replace(/"(#\/components\/schemas\/)?(\w+)Dto"/g, '"$1$2"'));
}

/** Registers /docs (Swagger UI) and /docs/openapi.json. The description is made when it is first asked for. */
export function serveDocs(app: INestApplication): void {
  let document: OpenAPIObject | undefined;
  const factory = () => {
    document ??= describeApi(app);
    return document;
  };
  SwaggerModule.setup('docs', app, factory, {
    jsonDocumentUrl: 'docs/openapi.json',
    raw: ['json'],
    customSiteTitle: 'Dealwatch API',
    swaggerOptions: { defaultModelsExpandDepth: 0 },
  });
}

function sorted<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
