import { Problem } from '../problems/problem';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i;

/** Whether the address to listen on can be reached from this machine only. */
export function isLoopback(address: string): boolean {
  return address === '::1' || LOOPBACK.test(address);
}

/**
 * Why a request that came over loopback is not for this server, or null. Every page that a browser on this machine shows
 * can have a name of its own lead to 127.0.0.1 (DNS rebinding); its requests then bear that name as Host or Origin.
 */
export function misdirection({ host, origin }: { host?: string | undefined; origin?: string | undefined }) {
  if (host !== undefined && !LOOPBACK.test(host)) return refusal(`The Host header names ${JSON.stringify(host)}`);
  if (origin === undefined || (URL.canParse(origin) && LOOPBACK.test(new URL(origin).host))) return null;
  return refusal(`The request comes from a page of ${JSON.stringify(origin)}`);
}

function refusal(what: string): Problem {
  return new Problem(
    421,
    'misdirected-request',
    `${what}; this server is for its own machine only. Ask localhost, 127.0.0.1 or [::1].`,
  );
}
