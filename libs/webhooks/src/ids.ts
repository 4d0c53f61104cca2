import { createHash, randomBytes } from 'node:crypto';

const TIME_DIGITS = 12;
const RANDOM_BYTES = 10;

/** A new endpoint's id: `ep_` and 32 hex digits that sort by the moment of creation (milliseconds). */
export function newEndpointId(now: Date): string {
  return `ep_${timeOrdered(now)}`;
}

/** A new attempt's id: `att_` and 32 hex digits that sort by the moment of the attempt (milliseconds). */
export function newAttemptId(now: Date): string {
  return `att_${timeOrdered(now)}`;
}

/** The id of a message that no cause in the log gives rise to, such as a test: random. */
export function newMessageId(now: Date): string {
  return `msg_${timeOrdered(now)}`;
}

/**
 * The id of the message that a cause gives rise to: the same type and cause always give the same id, so a projection
 * that runs twice plans nothing twice. `cause` is what makes the message this one, such as event id or deal and version.
 * The id holds no full stop: with one, two different messages could be signed alike (Standard Webhooks signs
 * `id.timestamp.body`).
 */
export function messageIdOf(type: string, ...cause: readonly (string | number)[]): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([type, ...cause]))
    .digest('hex');
  return `msg_${digest.slice(0, 32)}`;
}

function timeOrdered(now: Date): string {
  const time = now.getTime().toString(16).padStart(TIME_DIGITS, '0');
  return time + randomBytes(RANDOM_BYTES).toString('hex');
}
