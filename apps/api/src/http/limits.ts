/** Largest body of one request, and largest line of a bulk upload: 2 MB in bytes, after decompression. */
export const MAX_BODY_BYTES = 2 * 1024 * 1024;

/** Longest URL in characters, as path and query together. */
export const MAX_URL_LENGTH = 8_192;

/** Longest value of a path parameter. A longer one matches no route. */
export const MAX_PATH_PART = 512;

/** How long the head of a request, and then the whole of it, may take to arrive. Bulk uploads may go on for an hour. */
export const REQUEST_TIMEOUT_MS = 3_600_000;

/** How long an idle kept-alive connection stays open. */
export const KEEP_ALIVE_MS = 72_000;
