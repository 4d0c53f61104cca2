interface ProblemEntry {
  /** The same for every occurrence, as RFC 9457 asks. */
  readonly title: string;
  readonly cause: string;
  readonly remedy: string;
}

/**
 * Every problem that the API can answer with. A code is part of the interface: its `type` is `/problems/<code>`, and
 * that path shows the entry as a page.
 */
export const PROBLEMS = {
  'malformed-json': {
    title: 'The body is not JSON',
    cause: 'The body could not be parsed as JSON, or it is empty where JSON is needed.',
    remedy: 'Send UTF-8 encoded JSON and check quotes, commas and brackets.',
  },
  'invalid-body': {
    title: 'The body does not fit',
    cause: 'A field is missing, unknown, of the wrong type or holds a value that is not allowed.',
    remedy: 'Correct the fields that "errors" points to. /docs shows what each route takes.',
  },
  'invalid-query': {
    title: 'A query parameter does not fit',
    cause: 'A query parameter is unknown, repeated, or not in the form that the route takes.',
    remedy: 'Correct the parameters that "errors" names. Days are written 2019-07-12, instants 2019-07-12T10:00:00Z.',
  },
  'bad-request': {
    title: 'The request is malformed',
    cause: 'The request breaks a rule of HTTP, or its path cannot be decoded.',
    remedy: 'Read "detail", and check the URL, its percent-encoding and the headers.',
  },
  'unknown-route': {
    title: 'There is no such route',
    cause: 'No route has this path.',
    remedy: 'Check the path against /docs. Every route of the interface starts with /v1.',
  },
  'unknown-article': {
    title: 'There is no such article',
    cause: 'No article with this id has been stored.',
    remedy: 'Use the id that POST /v1/articles answered with.',
  },
  'unknown-deal': {
    title: 'There is no such deal',
    cause: 'No article has spoken of a deal with this id, or its events are still being recorded.',
    remedy: 'List the deals with GET /v1/deals. A deal appears seconds after the first article on it was posted.',
  },
  'unknown-event': {
    title: 'There is no such event',
    cause: 'No event with this id has been recorded.',
    remedy: 'Take event ids from GET /v1/events, or from the timeline of a deal.',
  },
  'unknown-problem': {
    title: 'There is no such problem page',
    cause: 'The path names a problem that the API never answers with.',
    remedy: 'Take the path from the "type" of a problem as it was answered.',
  },
  'unknown-endpoint': {
    title: 'There is no such webhook endpoint',
    cause: 'No webhook endpoint has this id, or it has been deleted.',
    remedy: 'List the endpoints with GET /v1/webhooks/endpoints.',
  },
  'unknown-message': {
    title: 'There is no such webhook message',
    cause: 'No outgoing message has this id.',
    remedy: 'Take the id from the "webhook-id" header of a delivery, or from the list of messages.',
  },
  'target-not-allowed': {
    title: 'The webhook target is not allowed',
    cause: 'The URL is not one that this server may send to: its host is not on the allow-list.',
    remedy: 'Choose another URL, or have the operator add the host to the allow-list.',
  },
  conflict: {
    title: 'The request conflicts with the present state',
    cause: 'Something changed at the same moment, or the state does not allow what is asked.',
    remedy: 'Read the present state and decide again.',
  },
  'method-not-allowed': {
    title: 'The route does not take this method',
    cause: 'The path exists, but not for this HTTP method.',
    remedy: 'Use one of the methods named in the Allow header.',
  },
  'misdirected-request': {
    title: 'The request is not meant for this server',
    cause: 'The server listens on its own machine only, but the Host or Origin header names another.',
    remedy: 'Ask http://localhost or http://127.0.0.1. To serve others, set HOST to an address of the network.',
  },
  'not-acceptable': {
    title: 'No answer of an accepted media type',
    cause: 'The Accept header names no media type that the route can answer with.',
    remedy: 'Leave the Accept header out, or accept application/json.',
  },
  'body-too-large': {
    title: 'The body is too large',
    cause: 'A body holds at most 2 MB, and a line of a bulk upload too.',
    remedy: 'Send the text without markup and images, or send several articles as lines to /v1/articles/bulk.',
  },
  'uri-too-long': {
    title: 'The URL is too long',
    cause: 'A URL has at most 8,192 characters, and a part of its path at most 512.',
    remedy: 'Shorten the query.',
  },
  'headers-too-large': {
    title: 'The headers are too large',
    cause: 'All headers together hold at most 16 KB.',
    remedy: 'Send fewer or shorter headers.',
  },
  'request-timeout': {
    title: 'The request took too long to arrive',
    cause: 'The connection was open, but the rest of the request did not come in time.',
    remedy: 'Send the request again over a faster connection, or in smaller parts.',
  },
  'unsupported-media-type': {
    title: 'The media type is not supported',
    cause: 'The route does not read bodies of this Content-Type.',
    remedy: 'Send application/json, or application/x-ndjson to /v1/articles/bulk.',
  },
  'unsupported-encoding': {
    title: 'The content encoding is not supported',
    cause: 'The body is compressed in a way that the server does not read.',
    remedy: 'Send the body as it is, or with Content-Encoding: gzip.',
  },
  'unmet-expectation': {
    title: 'The expectation cannot be met',
    cause: 'The Expect header holds something other than 100-continue.',
    remedy: 'Leave the Expect header out.',
  },
  'unsupported-transfer-coding': {
    title: 'The transfer coding is not supported',
    cause: 'The Transfer-Encoding header holds something other than chunked.',
    remedy: 'Send the body chunked or with its Content-Length; to compress it, use Content-Encoding: gzip.',
  },
  'internal-error': {
    title: 'Something broke inside',
    cause: 'The request was fine, but the server failed on it. The log has the details under the request id.',
    remedy: 'Try again later. If it stays, report the request id that the X-Request-Id header gives.',
  },
  'database-unavailable': {
    title: 'The database is out of reach',
    cause: 'The database is down, restarting or has no free connection.',
    remedy: 'Try again after the seconds that the Retry-After header gives. Nothing was stored.',
  },
  'shutting-down': {
    title: 'The server is stopping',
    cause: 'The server no longer takes requests because it is about to stop.',
    remedy: 'Send the request again: another server, or this one after its start, will answer.',
  },
} as const satisfies Record<string, ProblemEntry>;

export type ProblemCode = keyof typeof PROBLEMS;

/** Whether a string is the code of a problem. */
export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(PROBLEMS, code);
}
