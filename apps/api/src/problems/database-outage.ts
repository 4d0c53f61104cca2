const NETWORK_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ENOENT', 'ENOTFOUND', 'EAI_AGAIN']);
/** What a client of the network was doing. The end of an upload, `aborted`, has the code ECONNRESET too, but no call. */
const NETWORK_CALLS = new Set(['connect', 'read', 'write', 'getaddrinfo']);
const SERVER_CODES = new Set(['57P01', '57P02', '57P03', '53300']);
/** Errors that the driver raises itself carry no code. */
const DRIVER_MESSAGES =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed)/;

/**
 * Whether an error says that PostgreSQL cannot be reached just now: refused or broken connections, a server that stops
 * or starts (class 57P), connection failures (class 08) and too many connections (53300).
 */
export function isDatabaseOutage(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, errors, message } = error as { code?: unknown; errors?: unknown; message?: unknown };
  // One host name with several addresses fails with one error an address.
  if (Array.isArray(errors) && errors.some(isDatabaseOutage)) return true;
  if (typeof code === 'string') return isOfNetwork(error) || SERVER_CODES.has(code) || code.startsWith('08');
  return typeof message === 'string' && DRIVER_MESSAGES.test(message);
}

/** Of a connection that this process opened: by its call, or by the host that a TLS handshake was under way with. */
function isOfNetwork(error: { code?: unknown; syscall?: unknown; host?: unknown }): boolean {
  const { code, syscall, host } = error;
  if (!NETWORK_CODES.has(code as string)) return false;
  if (code === 'ENOENT') return syscall === 'connect'; // the socket of a server, and no file
  return NETWORK_CALLS.has(syscall as string) || typeof host === 'string';
}
