import type { Client } from 'pg';

/** The role that the services work as: it may append through the store's functions and read, and no more. */
export const APP_ROLE = 'dealwatch_app';

interface RoleFacts {
  readonly current_user: string;
  readonly can_create: boolean;
  readonly exists: boolean;
}

/**
 * Creates the app role where it is missing and lets the connected user switch to it. Roles belong to the whole cluster,
 * so this may run for several databases at once. Throws an error that names the missing right.
 */
export async function ensureAppRole(client: Client): Promise<void> {
  const facts = await readFacts(client);
  if (!facts.exists) await createRole(client, facts);
  if (!(await canSwitch(client))) await grantRole(client, facts.current_user);
}

async function readFacts(client: Client): Promise<RoleFacts> {
  const { rows } = await client.query<RoleFacts>(
    `select current_user::text as current_user,
            r.rolsuper or r.rolcreaterole as can_create,
            exists (select from pg_roles a where a.rolname = $1) as exists
       from pg_roles r where r.rolname = current_user`,
    [APP_ROLE],
  );
  const facts = rows[0];
  if (!facts) throw new Error('The connected user has no row in pg_roles.');
  return facts;
}

async function createRole(client: Client, facts: RoleFacts): Promise<void> {
  if (!facts.can_create) {
    throw new Error(
      `The role ${APP_ROLE} is missing and ${facts.current_user} may not create it (no CREATEROLE). As a superuser, run: ` +
        `CREATE ROLE ${APP_ROLE} NOLOGIN; GRANT ${APP_ROLE} TO ${quote(facts.current_user)};`,
    );
  }
  await client.query(`
    do $$ begin
      create role ${APP_ROLE} nologin;
    exception when duplicate_object or unique_violation then null; -- another starter was faster
    end $$`);
}

/** From PostgreSQL 16 on, whoever creates a role administers it but may not switch to it before a grant. */
async function canSwitch(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ can_switch: boolean }>(
    `select pg_has_role(current_user, $1,
              case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end) as can_switch`,
    [APP_ROLE],
  );
  return rows[0]?.can_switch === true;
}

async function grantRole(client: Client, user: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.query(`grant ${APP_ROLE} to current_user`);
      return;
    } catch (error) {
      // Two starters on two databases of one cluster write the same catalog row; the later one only has to ask again.
      const raced = error instanceof Error && error.message.includes('tuple concurrently updated');
      if (raced && attempt < 5) continue;
      throw new Error(
        `${user} may not switch to ${APP_ROLE}. As a superuser, run: GRANT ${APP_ROLE} TO ${quote(user)};`,
        {
          cause: error,
        },
      );
    }
  }
}

function quote(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}
