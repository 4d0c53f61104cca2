import type { Db } from '@dealwatch/read-models';
import {
  type Attempt,
  type Endpoint,
  listAttempts,
  listEndpoints,
  listMessages,
  type MessageFilter,
  type MessageSummary,
} from '@dealwatch/webhooks';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../times/cursor';
import { limitOf } from '../times/times.dto';
import type { EndpointsQueryDto } from './endpoint.dto';
import type { AttemptsQueryDto, MessagesQueryDto } from './message.dto';
import { unknownMessage } from './refusals';

export interface Page<Item> {
  readonly items: readonly Item[];
  /** The cursor of the next page; null on the last. */
  readonly next: string | null;
}

const AfterId = z.object({ after: z.string() });
const BeforeNumber = z.object({ before: z.string().regex(/^\d{1,18}$/) });

/** Endpoints in the order of their creation. */
export async function pageOfEndpoints(db: Db, query: EndpointsQueryDto): Promise<Page<Endpoint>> {
  const question = { list: 'endpoints' };
  const place = query.cursor === undefined ? {} : decodeCursor(query.cursor, question, AfterId);
  const limit = limitOf(query);
  const found = await listEndpoints(db, { ...place, limit: limit + 1 });
  return cut(found, limit, ({ id }) => encodeCursor(question, { after: id }));
}

/** Messages that meet the query, the newest first. */
export async function pageOfMessages(db: Db, query: MessagesQueryDto): Promise<Page<MessageSummary>> {
  const { limit: _limit, cursor, ...filter } = query;
  const question = { list: 'messages', ...filter };
  const place = cursor === undefined ? null : decodeCursor(cursor, question, BeforeNumber);
  const limit = limitOf(query);
  const page = { limit: limit + 1, ...(place && { before: BigInt(place.before) }) };
  const found = await listMessages(db, filter as MessageFilter, page);
  const { items, next } = cut(found, limit, ({ number }) => encodeCursor(question, { before: String(number) }));
  return { items: items.map(({ number: _number, ...summary }) => summary), next };
}

/** Attempts at a message, the oldest first. Throws the problem `unknown-message`. */
export async function pageOfAttempts(db: Db, messageId: string, query: AttemptsQueryDto): Promise<Page<Attempt>> {
  const question = { list: 'attempts', messageId };
  const place = query.cursor === undefined ? {} : decodeCursor(query.cursor, question, AfterId);
  const limit = limitOf(query);
  const found = await listAttempts(db, messageId, { ...place, limit: limit + 1 });
  if (found === null) throw unknownMessage(messageId);
  return cut(found, limit, ({ id }) => encodeCursor(question, { after: id }));
}

/** One item more than asked for was looked up: it tells whether there is a next page. */
function cut<Item>(found: readonly Item[], limit: number, cursorOf: (last: Item) => string): Page<Item> {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, next: found.length > limit && last !== undefined ? cursorOf(last) : null };
}
