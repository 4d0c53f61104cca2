import { isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { bareHost } from './allow-list';
import { notAllowed, portOf, type ResolvedAddress, type TargetPolicy } from './target-policy';

/** The policy forbids the address that a connection would go to. */
export class TargetNotAllowed extends Error {
  readonly code = 'TARGET_NOT_ALLOWED';
}

/**
 * The connector of the webhook client. It looks a name up once, checks what comes back, and connects to just that: a name
 * that changes its address between check and use ("DNS rebinding") gains nothing. Names that the allow list holds are not
 * checked further. Node calls no look-up for a literal address, so that one is checked here too.
 */
export function createGuardedConnector(policy: TargetPolicy, timeout: number): buildConnector.connector {
  const trusted = buildConnector({ timeout, lookup: lookupBy(policy.resolve) });
  const guarded = buildConnector({ timeout, lookup: lookupBy(guardedResolve(policy)) });
  return (options, callback) => {
    const host = bareHost(options.hostname);
    const port = portOf(options.protocol, options.port);
    if (isIP(host) !== 0 && !policy.allow.allowsAddress(host, port)) {
      return callback(new TargetNotAllowed(notAllowed(host, policy.allow).detail), null);
    }
    const connect = policy.allow.allowsName(host, port) ? trusted : guarded;
    return connect(options, callback);
  };
}

function guardedResolve({ allow, resolve }: TargetPolicy): TargetPolicy['resolve'] {
  return async (hostname) => {
    const addresses = await resolve(hostname);
    const outside = addresses.find(({ address }) => !allow.allowsAddress(address));
    if (outside === undefined) return addresses;
    throw new TargetNotAllowed(notAllowed(`${hostname} (${outside.address})`, allow).detail);
  };
}

/** Node asks for one address or for all of them, by the socket's options. */
function lookupBy(resolve: TargetPolicy['resolve']): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (addresses) => answerLookup(hostname, addresses, options.all === true, callback),
      (error: NodeJS.ErrnoException) => callback(error, '', 0),
    );
  };
}

function answerLookup(
  hostname: string,
  addresses: readonly ResolvedAddress[],
  all: boolean,
  callback: Parameters<LookupFunction>[2],
): void {
  const first = addresses[0];
  if (first === undefined) callback(new Error(`${hostname} has no address`), '', 0);
  else if (all) callback(null, [...addresses]);
  else callback(null, first.address, first.family);
}
