import type { Migration } from 'kysely';
import * as eventStore from './0001-event-store';
import * as articlesDeals from './0002-articles-deals';
import * as webhooks from './0003-webhooks';
import * as rereading from './0004-rereading';
import * as nearCopies from './0005-near-copies';

/**
 * All migrations by name; they run in the order of their names. A migration that has been released is frozen: change
 * the schema by a new file and one line here. The list is written out so that it works from compiled output too.
 */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-event-store': eventStore,
  '0002-articles-deals': articlesDeals,
  '0003-webhooks': webhooks,
  '0004-rereading': rereading,
  '0005-near-copies': nearCopies,
};
