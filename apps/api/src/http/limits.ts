/** Largest body of one request, and largest line of a bulk upload: 2 MB in bytes, after decompression. */
export const MAX_BODY_BYTES = 2 * 1024 * 1024;

/** Longest URL in characters, as path and query together. */
export const MAX_URL_LENGTH = 8_192;

/** Longest value of a path parameter, in characters. A longer one is answered with 414. */
export const MAX_PATH_PART = 512;

/**
 * How long the whole of a request may take to arrive: bulk uploads may go on for an hour, and so may every other body.
 * For the head alone, Node allows 60 seconds.
 */
export const REQUEST_TIMEOUT_MS = 3_600_000;

/** How long an idle kept-alive connection stays open. */
export const KEEP_ALIVE_MS = 72_000;
