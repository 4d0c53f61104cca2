import { BlockList, isIP } from 'node:net';

/** Which hosts may be written to. Built from configuration by `parseAllowList`. */
export interface AllowList {
  /** The entries as configured, for messages. */
  readonly entries: readonly string[];
  /** Whether a host is allowed by its very name (with or without this port), wherever the name leads. */
  allowsName(hostname: string, port: number): boolean;
  /** Whether an IP address is allowed, by its network or by itself (with or without this port). */
  allowsAddress(address: string, port?: number): boolean;
}

/** Loopback only: what is allowed where nothing is configured. */
export const LOOPBACK_ONLY: readonly string[] = ['127.0.0.0/8', '::1/128'];

interface Rules {
  readonly networks: BlockList;
  readonly exact: Set<string>;
}

/**
 * Reads the entries of an allow list: a host (`hooks.example.org`), a host and port (`10.1.2.3:8080`, `[::1]:9000`), or a
 * network in CIDR form (`10.0.0.0/8`, `fd00::/8`). A name that is listed is trusted wherever it leads; any other name
 * must lead to listed addresses only. Throws a RangeError that names every entry it cannot read.
 */
export function parseAllowList(entries: readonly string[]): AllowList {
  const rules: Rules = { networks: new BlockList(), exact: new Set() };
  const bad = entries.filter((entry) => !addEntry(rules, entry.trim()));
  if (bad.length > 0) {
    throw new RangeError(`not a host, host:port or CIDR network: ${bad.map((entry) => `"${entry}"`).join(', ')}`);
  }
  const listed = (host: string, port?: number) => rules.exact.has(host) || rules.exact.has(`${host}:${port}`);
  return {
    entries,
    allowsName: (hostname, port) => isIP(hostname) === 0 && listed(hostname.toLowerCase(), port),
    allowsAddress: (address, port) => {
      const plain = unwrapMapped(address);
      return listed(plain, port) || rules.networks.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4');
    },
  };
}

function addEntry(rules: Rules, entry: string): boolean {
  return addNetwork(rules.networks, entry) || addHost(rules.exact, entry);
}

function addNetwork(networks: BlockList, entry: string): boolean {
  const match = /^([0-9a-f.:]+)\/(\d{1,3})$/i.exec(entry);
  const address = match?.[1] ?? '';
  const prefix = Number(match?.[2]);
  const family = isIP(address);
  if (family === 0 || prefix > (family === 6 ? 128 : 32)) return false;
  networks.addSubnet(address, prefix, family === 6 ? 'ipv6' : 'ipv4');
  return true;
}

/** Lets the URL parser normalise the host, so that an entry and a target are compared in one spelling. */
function addHost(exact: Set<string>, entry: string): boolean {
  const authority = isIP(entry) === 6 ? `[${entry}]` : entry;
  if (!/^(\[[0-9a-f.:]+\]|[^\s/?#@:[\]\\]+)(:\d{1,5})?$/i.test(authority)) return false;
  const text = `ws://${authority.toLowerCase()}/`;
  if (!URL.canParse(text)) return false;
  const port = /:(\d+)$/.exec(authority.replace(/^\[.*\]/, ''))?.[1];
  const host = unwrapMapped(bareHost(new URL(text).hostname));
  exact.add(port === undefined ? host : `${host}:${Number(port)}`);
  return true;
}

/** The host of a URL without the brackets of an IPv6 address. */
export function bareHost(hostname: string): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
}

/** `::ffff:7f00:1` and `::ffff:127.0.0.1` are 127.0.0.1: rules for IPv4 networks must meet them. */
export function unwrapMapped(address: string): string {
  const dotted = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (dotted !== undefined) return dotted;
  const hex = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i.exec(address);
  if (hex === null) return address;
  const bits = (Number.parseInt(hex[1] ?? '', 16) << 16) | Number.parseInt(hex[2] ?? '', 16);
  return [24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join('.');
}
