import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { type AllowList, bareHost, parseAllowList } from './allow-list';

export interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

/** Looks up all addresses of a host name. Rejects where there is none. */
export type Resolve = (hostname: string) => Promise<readonly ResolvedAddress[]>;

/** Why a URL is no target, with a sentence that says what to do. */
export interface TargetRefusal {
  readonly code: 'url-invalid' | 'url-scheme' | 'url-credentials' | 'host-unknown' | 'host-not-allowed';
  readonly detail: string;
}

/** Where webhooks may be sent. The same policy is asked at registration, before each send and at each connection. */
export interface TargetPolicy {
  readonly allow: AllowList;
  readonly resolve: Resolve;
}

const MAX_URL_LENGTH = 2_048;
const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };

/** Builds the policy from allow-list entries (see `parseAllowList`, whose errors it throws). Names go to the system's resolver unless told. */
export function createTargetPolicy(entries: readonly string[], resolve: Resolve = resolveBySystem): TargetPolicy {
  return { allow: parseAllowList(entries), resolve };
}

const resolveBySystem: Resolve = (hostname) => lookup(hostname, { all: true });

/** Port of a URL, the scheme's own where it names none. */
export function portOf(protocol: string, port: string): number {
  return port === '' ? (DEFAULT_PORTS[protocol] ?? 0) : Number(port);
}

/**
 * Checks all of a URL that can be told without a look-up: form, scheme, credentials, and the host where it is an address.
 * A name that is not on the list is left to the guard at the connection. Null where nothing speaks against the URL.
 */
export function refuseUrl(text: string, allow: AllowList): TargetRefusal | null {
  if (text.length > MAX_URL_LENGTH || !URL.canParse(text)) {
    return { code: 'url-invalid', detail: `Give an absolute URL of at most ${MAX_URL_LENGTH} characters.` };
  }
  const url = new URL(text);
  if (!(url.protocol in DEFAULT_PORTS)) {
    return { code: 'url-scheme', detail: `Webhooks are sent to http and https only, not to ${url.protocol}` };
  }
  if (url.username !== '' || url.password !== '') {
    return { code: 'url-credentials', detail: 'Leave user name and password out of the URL: it is logged and shown.' };
  }
  const host = bareHost(url.hostname);
  const forbidden = isIP(host) !== 0 && !allow.allowsAddress(host, portOf(url.protocol, url.port));
  return forbidden ? notAllowed(host, allow) : null;
}

/** Checks a URL as far as it can be checked before a connection, its name's addresses included. Null where it is a target. */
export async function refuseTarget(text: string, { allow, resolve }: TargetPolicy): Promise<TargetRefusal | null> {
  const refusal = refuseUrl(text, allow);
  if (refusal !== null) return refusal;
  const url = new URL(text);
  const host = bareHost(url.hostname);
  if (isIP(host) !== 0 || allow.allowsName(host, portOf(url.protocol, url.port))) return null;
  const addresses = await resolve(host).catch(() => []);
  if (addresses.length === 0) {
    return { code: 'host-unknown', detail: `The host ${host} has no address, and WEBHOOK_ALLOW does not name it.` };
  }
  const outside = addresses.find(({ address }) => !allow.allowsAddress(address));
  return outside === undefined ? null : notAllowed(`${host} (${outside.address})`, allow);
}

/** The refusal of a host that no entry of the allow list meets. */
export function notAllowed(host: string, allow: AllowList): TargetRefusal {
  const entries = allow.entries.join(', ');
  return {
    code: 'host-not-allowed',
    detail: `No entry of WEBHOOK_ALLOW (${entries}) allows ${host}. Add the host, host:port or its CIDR network there.`,
  };
}
