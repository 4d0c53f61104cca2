import { LOOPBACK_ONLY, parseAllowList } from './allow-list';
import { createTargetPolicy, refuseTarget } from './target-policy';

const resolveTo =
  (...addresses: string[]) =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
const codeFor = async (url: string, entries: readonly string[], ...addresses: string[]) =>
  (await refuseTarget(url, createTargetPolicy(entries, resolveTo(...addresses))))?.code ?? 'allowed';

describe('the allow list', () => {
  const LOOPBACK_SPELLINGS = [
    'http://127.0.0.1/',
    'http://127.1/',
    'http://0x7f000001/',
    'http://0x7f.0.0.1/',
    'http://2130706433/',
    'http://0177.0.0.1/',
    'http://017700000001/',
    'http://127.0.0.1.:80/',
    'http://①②⑦.0.0.1/',
    'http://%31%32%37.0.0.1/',
    'http://[::1]/',
    'http://[0:0:0:0:0:0:0:1]/',
    'http://[::ffff:7f00:1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[0:0:0:0:0:ffff:7f00:1]/',
  ];

  it.each(LOOPBACK_SPELLINGS)('knows %s as loopback', async (url) => {
    expect(await codeFor(url, LOOPBACK_ONLY)).toBe('allowed');
    expect(await codeFor(url, ['hooks.example', '93.184.0.0/16', '2001:db8::/32'])).toBe('host-not-allowed');
  });

  it.each([
    'http://0.0.0.0/',
    'http://0/',
    'http://10.0.0.5/',
    'http://169.254.169.254/latest/meta-data/',
    'http://192.168.1.1/',
    'http://[::]/',
    'http://[fe80::1]/',
    'http://[fd00:ec2::254]/',
    'http://[::ffff:a9fe:a9fe]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://93.184.216.34/',
    'http://128.0.0.1/',
    'http://126.255.255.255/',
  ])('does not let loopback-only reach %s', async (url) => {
    expect(await codeFor(url, LOOPBACK_ONLY)).toBe('host-not-allowed');
  });

  it.each([
    ['http://10.1.2.3:8080/', ['10.1.2.3:8080'], 'allowed'],
    ['http://10.1.2.3:8081/', ['10.1.2.3:8080'], 'host-not-allowed'],
    ['http://10.1.2.3:8081/', ['10.1.2.3'], 'allowed'],
    ['http://10.1.2.3/', ['10.1.2.3:80'], 'allowed'],
    ['https://10.1.2.3/', ['10.1.2.3:443'], 'allowed'],
    ['http://[fd00::7]:9000/', ['[fd00::7]:9000'], 'allowed'],
    ['http://[fd00::7]/', ['fd00::7'], 'allowed'],
    ['http://[fd00::7]/', ['fd00::/8'], 'allowed'],
    ['http://[::ffff:10.1.2.3]/', ['10.0.0.0/8'], 'allowed'],
    ['http://10.1.2.3/', ['0x0a010203'], 'allowed'],
    ['http://10.1.2.3/', [], 'host-not-allowed'],
  ])('judges %s by %j: %s', async (url, entries, code) => {
    expect(await codeFor(url, entries)).toBe(code);
  });

  it.each([
    ['http://Hooks.Example/', ['hooks.example'], 'allowed'],
    ['http://hooks.example:8443/', ['HOOKS.example'], 'allowed'],
    ['http://hooks.example:8443/', ['hooks.example:8443'], 'allowed'],
    ['http://hooks.example/', ['hooks.example:8443'], 'host-not-allowed'],
    ['http://evil.hooks.example/', ['hooks.example'], 'host-not-allowed'],
    ['http://hooks.example.evil/', ['hooks.example'], 'host-not-allowed'],
    ['http://hooks.example/', ['10.0.0.0/8'], 'allowed'],
  ])('judges the name in %s, which leads to 10.0.0.5, by %j: %s', async (url, entries, code) => {
    expect(await codeFor(url, entries, '10.0.0.5')).toBe(code);
  });

  it('refuses a name if any of its addresses is outside', async () => {
    expect(await codeFor('http://hooks.example/', LOOPBACK_ONLY, '127.0.0.1', '10.0.0.5')).toBe('host-not-allowed');
    expect(await codeFor('http://hooks.example/', LOOPBACK_ONLY)).toBe('host-unknown');
  });

  it('names the entries that it cannot read', () => {
    expect(() => parseAllowList(['10.0.0.0/33', 'ok.example', 'http://x/', 'a b', 'h:99999', ''])).toThrow(
      'not a host, host:port or CIDR network: "10.0.0.0/33", "http://x/", "a b", "h:99999", ""',
    );
  });
});

describe('refuseTarget', () => {
  it.each([
    ['hooks', 'url-invalid'],
    ['/relative', 'url-invalid'],
    ['http://', 'url-invalid'],
    [`http://127.0.0.1/${'x'.repeat(2_048)}`, 'url-invalid'],
    ['ftp://127.0.0.1/', 'url-scheme'],
    ['file:///etc/passwd', 'url-scheme'],
    ['javascript:alert(1)', 'url-scheme'],
    ['http://user:pw@127.0.0.1/', 'url-credentials'],
    ['http://user@127.0.0.1/', 'url-credentials'],
    ['http://127.0.0.1@10.0.0.5/', 'url-credentials'],
  ])('refuses %.40s: %s', async (url, code) => {
    expect(await codeFor(url, LOOPBACK_ONLY)).toBe(code);
  });

  it('says which rule to change', async () => {
    const refusal = await refuseTarget('http://10.0.0.5/', createTargetPolicy(LOOPBACK_ONLY));
    expect(refusal?.detail).toBe(
      'No entry of WEBHOOK_ALLOW (127.0.0.0/8, ::1/128) allows 10.0.0.5. Add the host, host:port or its CIDR network there.',
    );
  });
});
