export { APP_ROLE } from './app-role';
export {
  type ConnectionOptions,
  clientConfig,
  createDatabase,
  type Database,
  type DatabaseOptions,
} from './create-database';
export { checkDurability, type DurabilityOptions } from './durability';
export type { DB } from './generated/db';
export { migrate } from './migrate';
export { instantFromPostgres, postgresTypes } from './pg-types';
export { prepared } from './prepared-statements';
export { schemaState } from './schema-version';
