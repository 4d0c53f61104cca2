import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';

/** One variable of the environment: how it is read, and what a person needs to know of it. */
interface Variable<Schema extends z.ZodType> {
  readonly schema: Schema;
  /** What holds when it is absent or empty, as it would be written; `null`: it stays unset. */
  readonly default: string | null;
  /** Completes "must be …". */
  readonly expected: string;
  /** For the table of the README. */
  readonly what: string;
  /** Its value never appears in a message. */
  readonly secret?: true;
}

const variable = <Schema extends z.ZodType>(
  schema: Schema,
  about: Omit<Variable<Schema>, 'schema'>,
): Variable<Schema> => ({
  schema,
  ...about,
});

const integer = (min: number, max: number) =>
  z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(min).max(max));

const url = (...protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol));

const list = <Item extends z.ZodType<unknown, string>>(item: Item) =>
  z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(item).min(1));

/** Whether a network's address is one and its prefix no longer than that address. */
function isHostOrNetwork(entry: string): boolean {
  const [address = '', prefix] = entry.split('/');
  return prefix === undefined || (isIP(address) !== 0 && Number(prefix) <= (isIP(address) === 6 ? 128 : 32));
}

/** A host, a host and port, or a network; the list's reader in libs/webhooks checks the rest when it is built. */
const allowEntry = z
  .string()
  .regex(/^(\[[0-9a-f.:]+\](:\d{1,5})?|[0-9a-f.:]+\/\d{1,3}|[0-9a-f:]*:[0-9a-f:.]*|[^\s/?#@:[\]]+(:\d{1,5})?)$/i)
  .refine(isHostOrNetwork);

/** A base to put paths after; a key does not belong into it, as URLs are logged. */
const baseUrl = url('http:', 'https:').refine((text) => {
  const { username, password, search, hash } = new URL(text);
  return username + password + search + hash === '';
});

const SECONDS_A_WEEK = 604_800;

/** Every variable that Dealwatch reads. Names and defaults are told by `describeConfig`. */
export const VARIABLES = {
  DATABASE_URL: variable(url('postgres:', 'postgresql:').nullable(), {
    default: null,
    expected: 'a URL such as postgres://user:password@host:5432/database',
    what: 'The PostgreSQL server (15 or newer) that holds everything. Without it, `start` runs an embedded one.',
    secret: true,
  }),
  REDIS_URL: variable(url('redis:', 'rediss:').nullable(), {
    default: null,
    expected: 'a URL such as redis://host:6379/0',
    what: 'The Redis (with maxmemory-policy noeviction) that holds the queues. Without it, they live in PostgreSQL.',
    secret: true,
  }),
  PORT: variable(integer(0, 65_535), {
    default: '3000',
    expected: 'a port, 0 to 65535 (0: any free one)',
    what: 'Where the API listens.',
  }),
  HOST: variable(z.string().regex(/^[^\s/]+$/), {
    default: '127.0.0.1',
    expected: 'an address or host name to listen on, such as 127.0.0.1',
    what: 'The address that the API listens on. There are no keys yet: leave it on loopback, or guard it otherwise.',
  }),
  DATA_DIR: variable(
    z.string().transform((path) => resolve(path)),
    {
      default: '.data',
      expected: 'a folder',
      what: 'Where `start` keeps the embedded PostgreSQL and its lock file.',
    },
  ),
  LOG_LEVEL: variable(z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']), {
    default: 'info',
    expected: 'one of trace, debug, info, warn, error, fatal, silent',
    what: 'The lowest level that is logged.',
  }),
  LOG_FORMAT: variable(z.enum(['json', 'pretty']).nullable(), {
    default: null,
    expected: 'json or pretty',
    what: 'One JSON object a line, or lines for people. Without it: `pretty` on a terminal, else `json`.',
  }),
  WEBHOOK_ALLOW: variable(list(allowEntry).nullable(), {
    default: null,
    expected: 'hosts, host:port pairs or CIDR networks, separated by commas, such as hooks.example.org,10.0.0.0/8',
    what: 'Where webhooks may be sent to. Without it, to this machine only (127.0.0.0/8 and ::1).',
  }),
  WEBHOOK_TIMEOUT_MS: variable(integer(100, 120_000), {
    default: '15000',
    expected: 'milliseconds, 100 to 120000',
    what: 'How long one delivery may take, from connecting to the end of the answer.',
  }),
  WEBHOOK_RETRY_SCHEDULE: variable(list(integer(0, SECONDS_A_WEEK)), {
    default: '0,5,300,1800,7200,18000,36000,50400,72000,86400',
    expected: 'seconds separated by commas, each 0 to 604800, such as 0,5,300',
    what: 'Seconds before each attempt, counted from the failure of the one before; as many attempts as entries.',
  }),
  REVIEW_THRESHOLD: variable(
    z
      .string()
      .regex(/^(\d+(\.\d*)?|\.\d+)$/)
      .transform(Number)
      .pipe(z.number().max(1)),
    {
      default: '0.5',
      expected: 'a number, 0 to 1',
      what: 'Reports of less confidence are held for a review instead of counting in the status. 0: none is held.',
    },
  ),
  SECOND_OPINION_API: variable(z.enum(['openai', 'anthropic']).nullable(), {
    default: null,
    expected: 'openai or anthropic',
    what: 'The kind of API of a language model that is asked for a second opinion (docs/second-opinion.md). Without it, nobody is asked.',
  }),
  SECOND_OPINION_URL: variable(baseUrl.nullable(), {
    default: null,
    expected: 'an http or https URL without user, password, query and fragment, such as http://127.0.0.1:8000/v1',
    what: "The base of that API, to which `/chat/completions` or `/v1/messages` is added. Without it, the company's own.",
  }),
  SECOND_OPINION_MODEL: variable(
    z
      .string()
      .regex(/^[\w.:/@-]{1,100}$/)
      .nullable(),
    {
      default: null,
      expected: 'the name of a model: letters, digits and . : / @ _ -',
      what: 'The model to ask; part of the name of the extractor.',
    },
  ),
  SECOND_OPINION_KEY: variable(
    z
      .string()
      .regex(/^[\x21-\x7e]{1,500}$/)
      .nullable(),
    {
      default: null,
      expected: 'a key of printable characters without blanks',
      what: 'The key of that API; servers of your own may need none. It is never logged.',
      secret: true,
    },
  ),
  SECOND_OPINION_SCOPE: variable(z.enum(['articles', 'doubts']), {
    default: 'doubts',
    expected: 'articles or doubts',
    what: 'What is sent: whole articles, or only the sentences that the rules are unsure of.',
  }),
  SECOND_OPINION_TIMEOUT_MS: variable(integer(100, 600_000), {
    default: '60000',
    expected: 'milliseconds, 100 to 600000',
    what: 'How long one question may take, from connecting to the end of the answer.',
  }),
  SECOND_OPINION_RETRIES: variable(integer(0, 10), {
    default: '2',
    expected: 'a number, 0 to 10',
    what: 'How often a question is asked again after a passing fault.',
  }),
  SECOND_OPINION_SPEND_LIMIT: variable(integer(60_000, 1_000_000_000_000), {
    default: '1000000',
    expected: 'tokens, 60000 (the longest question and answer) to 1000000000000',
    what: 'Tokens, in and out, that a process may use a day (UTC); from then on the rules answer alone.',
  }),
  SECOND_OPINION_CONCURRENCY: variable(integer(1, 100), {
    default: '4',
    expected: 'a number, 1 to 100',
    what: 'Questions that a process has under way at a time.',
  }),
  WORKER_CONCURRENCY: variable(integer(1, 100), {
    default: '4',
    expected: 'a number, 1 to 100',
    what: 'Jobs of one kind that a worker process has under way at a time.',
  }),
  RECONCILE_INTERVAL_MS: variable(integer(50, 3_600_000), {
    default: '1000',
    expected: 'milliseconds, 50 to 3600000',
    what: 'How often a worker looks into PostgreSQL for work that the queue has lost.',
  }),
  ALLOW_UNSAFE_DURABILITY: variable(
    z.enum(['true', 'false']).transform((text) => text === 'true'),
    {
      default: 'false',
      expected: 'true or false',
      what: 'For tests only: accept a PostgreSQL that may lose acknowledged commits (fsync or synchronous_commit off).',
    },
  ),
} as const;

export type VariableName = keyof typeof VARIABLES;
export type Values = { readonly [Name in VariableName]: z.output<(typeof VARIABLES)[Name]['schema']> };
