import type { DB } from '@dealwatch/database';
import type { Kysely } from 'kysely';

/** A connection or an open transaction: every statement here runs on either. */
export type Db = Kysely<DB>;
