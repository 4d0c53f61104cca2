import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest, RequestPayload } from 'fastify';
import { Problem } from '../problems/problem';

type Payload = RequestPayload & { receivedEncodedLength?: number };

/**
 * Unpacks a gzipped body on its way in. The limit on bodies counts what comes out, so a small body cannot unfold into
 * a large one. Throws for any other encoding.
 */
export async function gunzipBody(
  request: FastifyRequest,
  _reply: FastifyReply,
  payload: RequestPayload,
): Promise<RequestPayload> {
  const encoding = request.headers['content-encoding']?.toLowerCase() ?? 'identity';
  if (encoding === 'identity') return payload;
  if (encoding !== 'gzip') {
    throw new Problem(
      415,
      'unsupported-encoding',
      `Bodies encoded as "${encoding}" are not read here; send gzip, or plain.`,
    );
  }
  return unpacked(payload);
}

/** Fastify compares Content-Length with `receivedEncodedLength`, the bytes as they came. */
function unpacked(payload: RequestPayload): RequestPayload {
  const gunzip: Payload = Object.assign(createGunzip(), { receivedEncodedLength: 0 });
  payload.on('data', (chunk: Buffer) => {
    gunzip.receivedEncodedLength = (gunzip.receivedEncodedLength ?? 0) + chunk.length;
  });
  pipeline(payload, gunzip as ReturnType<typeof createGunzip>, ignore);
  return gunzip;
}

/** The reader of the unpacked stream hears the error itself. */
function ignore(): void {}
