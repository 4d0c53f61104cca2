import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { messageIdOf, newEndpointId } from './ids';
import { newSecret, sign, signedHeaders } from './signature';

describe('the signature', () => {
  /** Vector A stands in the tests of the specification's own libraries, vector B in Svix's guide to verifying by hand. */
  it.each([
    [
      'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
      1614265330,
      '{"test": 2432232314}',
      'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    ],
    [
      'whsec_plJ3nmyCDGBKInavdOK15jsl',
      'msg_loFOjxBNrRLzqYUf',
      1731705121,
      '{"event_type":"ping","data":{"success":true}}',
      'v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=',
    ],
  ])('equals the published vector for %s', (secret, id, timestamp, body, expected) => {
    expect(sign(secret, id, timestamp, body)).toBe(expected);
  });

  it('is accepted by the published library for any message and secret', () => {
    fc.assert(
      fc.property(fc.json(), fc.string({ unit: 'binary' }), (json, text) => {
        const secret = newSecret();
        const body = JSON.stringify({ type: 'deal.event.recorded', data: [json, text] });
        const headers = signedHeaders(secret, messageIdOf('t', text), new Date(), body);
        expect(new Webhook(secret).verify(body, { ...headers })).toEqual(JSON.parse(body));
      }),
      { numRuns: 500 },
    );
  });

  it('is refused by the published library once a byte, the id, the moment or the secret differs', () => {
    const secret = newSecret();
    const now = new Date();
    const headers = signedHeaders(secret, 'msg_1', now, '{"a":1}');
    const verify = (body: string, change: Partial<typeof headers>, key = secret) =>
      new Webhook(key).verify(body, { ...headers, ...change });
    expect(verify('{"a":1}', {})).toEqual({ a: 1 });
    expect(() => verify('{"a":2}', {})).toThrow('No matching signature found');
    expect(() => verify('{"a":1}', { 'webhook-id': 'msg_2' })).toThrow('No matching signature found');
    const later = String(Math.floor(now.getTime() / 1000) + 1);
    expect(() => verify('{"a":1}', { 'webhook-timestamp': later })).toThrow('No matching signature found');
    expect(() => verify('{"a":1}', {}, newSecret())).toThrow('No matching signature found');
  });

  it('uses secrets of 32 bytes', () => {
    const secret = newSecret();
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(newSecret()).not.toBe(secret);
  });
});

describe('ids', () => {
  it('of messages follow from their cause alone and hold no full stop', () => {
    expect(messageIdOf('deal.status.changed', 'ru-tr-s-400', 3)).toBe(
      messageIdOf('deal.status.changed', 'ru-tr-s-400', 3),
    );
    expect(messageIdOf('deal.status.changed', 'ru-tr-s-400', 3)).toMatch(/^msg_[0-9a-f]{32}$/);
    expect(messageIdOf('t', 'a', 'b')).not.toBe(messageIdOf('t', 'ab'));
    expect(messageIdOf('t', 1)).not.toBe(messageIdOf('u', 1));
  });

  it('of endpoints sort by the moment of creation', () => {
    const first = newEndpointId(new Date(Date.UTC(2026, 0, 1)));
    const second = newEndpointId(new Date(Date.UTC(2026, 0, 1, 0, 0, 0, 1)));
    expect(first).toMatch(/^ep_[0-9a-f]{32}$/);
    expect(first < second).toBe(true);
  });
});
