import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Problem } from '../problems/problem';
import { gunzipBody } from './gunzip';
import { decodeUtf8, notUtf8 } from './utf8';

const JSON_TYPE = 'application/json';
const LINES_TYPE = 'application/x-ndjson';
/** The one route that reads its body line by line. */
const BULK_PATH = '/v1/articles/bulk';

/** Has bodies read as JSON, or on the bulk route line by line, gzipped or plain. */
export function readBodies(server: FastifyInstance): void {
  server.removeContentTypeParser(['text/plain', JSON_TYPE]);
  server.addHook('preParsing', gunzipBody);
  const parseJson = server.getDefaultJsonParser('error', 'error');
  server.addContentTypeParser(JSON_TYPE, { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    if (isBulk(request)) return done(wrongType(request));
    if (body.length === 0 && needsNone(request)) return done(null, undefined);
    const text = decodeUtf8(body);
    return text === null ? done(notUtf8('body')) : parseJson(request, text, done);
  });
  server.addContentTypeParser(LINES_TYPE, (request, payload, done) => {
    if (isBulk(request)) done(null, payload);
    else done(wrongType(request));
  });
}

/** Whether Fastify refused a body because of its type; it does not say which would be right. */
export function isWrongType(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE';
}

/** The problem of a body that the route does not read, with the header that mends it. */
export function wrongType(request: FastifyRequest): Problem {
  const wanted = isBulk(request) ? LINES_TYPE : JSON_TYPE;
  const given = request.headers['content-type']?.slice(0, 100);
  const other = given?.startsWith(LINES_TYPE) ? ` Lines go to ${BULK_PATH}.` : '';
  return new Problem(
    415,
    'unsupported-media-type',
    `This route reads ${wanted}${isBulk(request) ? ', one article a line' : ''}; yours ${given ? `is ${given}` : 'has no Content-Type'}. Add the header content-type: ${wanted} (curl: -H 'content-type: ${wanted}').${other}`,
  );
}

/** Clients put the type of JSON on every request, also where nothing is to be sent. */
function needsNone({ method, routeOptions }: FastifyRequest): boolean {
  return method === 'DELETE' || /\/(test|replay)$/.test(routeOptions.url ?? '');
}

function isBulk(request: FastifyRequest): boolean {
  return request.routeOptions.url === BULK_PATH;
}
