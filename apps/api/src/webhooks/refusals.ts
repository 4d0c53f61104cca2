import { refuseTarget, type TargetPolicy, type TargetRefusal } from '@dealwatch/webhooks';
import { Problem } from '../problems/problem';

/** Throws the problem of a URL that webhooks may not go to, naming the rule. */
export async function requireTarget(url: string, policy: TargetPolicy): Promise<void> {
  const refusal = await refuseTarget(url, policy);
  if (refusal !== null) throw problemOf(refusal);
}

function problemOf({ code, detail }: TargetRefusal): Problem {
  const errors = [{ pointer: '#/url', detail }];
  switch (code) {
    case 'url-invalid':
    case 'url-scheme':
    case 'url-credentials':
      return new Problem(400, 'invalid-body', 'The body does not fit at #/url.', errors);
    case 'host-unknown':
    case 'host-not-allowed':
      return new Problem(422, 'target-not-allowed', detail, errors);
  }
}

export function unknownEndpoint(id: string): Problem {
  return new Problem(404, 'unknown-endpoint', `No webhook endpoint has the id "${id}".`);
}

export function unknownMessage(id: string): Problem {
  return new Problem(404, 'unknown-message', `No webhook message has the id "${id}".`);
}
