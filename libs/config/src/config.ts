import { isLoopback } from './loopback';
import {
  readSecondOpinion,
  type SecondOpinionConfig,
  secondOpinionEnvironment,
  secondOpinionProblems,
  secondOpinionWarnings,
} from './second-opinion';
import { VARIABLES, type Values, type VariableName } from './variables';

/** Everything that is configured from outside, read once. `null`: not set, and the reader has a default of its own. */
export interface Config {
  readonly databaseUrl: string | null;
  readonly redisUrl: string | null;
  readonly port: number;
  readonly host: string;
  /** Absolute; it need not exist. */
  readonly dataDir: string;
  readonly logLevel: Values['LOG_LEVEL'];
  readonly logFormat: 'json' | 'pretty';
  readonly webhooks: {
    /** Hosts, host:port pairs and CIDR networks; `null`: loopback only. */
    readonly allow: readonly string[] | null;
    readonly timeoutMs: number;
    /** Seconds before each attempt, counted from the failure of the one before. */
    readonly retrySchedule: readonly number[];
  };
  /** Reports of less confidence, 0 to 1, are held for a review. */
  readonly reviewThreshold: number;
  /** Null: off. */
  readonly secondOpinion: SecondOpinionConfig | null;
  readonly workerConcurrency: number;
  readonly reconcileIntervalMs: number;
  readonly allowUnsafeDurability: boolean;
  /** Sentences to log at the start: variables that nobody reads, settings that deserve a second look. */
  readonly warnings: readonly string[];
}

/** The environment cannot be used. Its message lists every problem, each with the variable's name and what is expected. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The environment cannot be used:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the environment. Pure. An empty variable counts as absent. Throws `ConfigError` that tells all problems at once.
 * `terminal` says whether a person reads the output, which decides the log's format where LOG_FORMAT does not.
 */
export const loadConfig = (env: Environment = process.env, terminal = process.stdout.isTTY === true): Config => {
  const values = readValues(env);
  return {
    databaseUrl: values.DATABASE_URL,
    redisUrl: values.REDIS_URL,
    port: values.PORT,
    host: values.HOST,
    dataDir: values.DATA_DIR,
    logLevel: values.LOG_LEVEL,
    logFormat: values.LOG_FORMAT ?? (terminal ? 'pretty' : 'json'),
    webhooks: {
      allow: values.WEBHOOK_ALLOW,
      timeoutMs: values.WEBHOOK_TIMEOUT_MS,
      retrySchedule: values.WEBHOOK_RETRY_SCHEDULE,
    },
    reviewThreshold: values.REVIEW_THRESHOLD,
    secondOpinion: readSecondOpinion(values),
    workerConcurrency: values.WORKER_CONCURRENCY,
    reconcileIntervalMs: values.RECONCILE_INTERVAL_MS,
    allowUnsafeDurability: values.ALLOW_UNSAFE_DURABILITY,
    warnings: [...unknownVariables(env), ...openHost(values.HOST), ...secondOpinionWarnings(values)],
  };
};

const NAMES = Object.keys(VARIABLES) as VariableName[];

const readValues = (env: Environment): Values => {
  const read: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const name of NAMES) {
    const { schema, default: fallback, expected, ...about } = VARIABLES[name];
    const text = env[name]?.trim() || fallback;
    const result = schema.safeParse(text);
    if (result.success) read[name] = result.data;
    else problems.push(`${name} must be ${expected}${'secret' in about ? '' : `, not "${text}"`}.`);
  }
  problems.push(...secondOpinionProblems(read as Partial<Values>));
  if (problems.length > 0) throw new ConfigError(problems);
  return read as Values;
};

const PREFIX = 'DEALWATCH_';

/** Names that look like ours: the prefix is no part of any variable's name (those of the tests apart). */
const unknownVariables = (env: Environment): string[] =>
  Object.keys(env)
    .filter((name) => name.startsWith(PREFIX) && !name.startsWith(`${PREFIX}TEST_`))
    .map((name) => {
      const bare = name.slice(PREFIX.length);
      const hint = NAMES.includes(bare as VariableName) ? ` Did you mean ${bare}?` : '';
      return `${name} is set, but nothing reads it.${hint}`;
    });

const openHost = (host: string): string[] =>
  isLoopback(host)
    ? []
    : [`The API listens on ${host}, and there are no keys yet: whoever reaches it may read and write everything.`];

/** The environment that reads as this configuration; what is not set is empty. For child processes. */
export const toEnvironment = (config: Config): Record<VariableName, string> => ({
  DATABASE_URL: config.databaseUrl ?? '',
  REDIS_URL: config.redisUrl ?? '',
  PORT: String(config.port),
  HOST: config.host,
  DATA_DIR: config.dataDir,
  LOG_LEVEL: config.logLevel,
  LOG_FORMAT: config.logFormat,
  WEBHOOK_ALLOW: config.webhooks.allow?.join(',') ?? '',
  WEBHOOK_TIMEOUT_MS: String(config.webhooks.timeoutMs),
  WEBHOOK_RETRY_SCHEDULE: config.webhooks.retrySchedule.join(','),
  REVIEW_THRESHOLD: String(config.reviewThreshold),
  ...secondOpinionEnvironment(config.secondOpinion),
  WORKER_CONCURRENCY: String(config.workerConcurrency),
  RECONCILE_INTERVAL_MS: String(config.reconcileIntervalMs),
  ALLOW_UNSAFE_DURABILITY: String(config.allowUnsafeDurability),
});

export interface VariableDescription {
  readonly name: string;
  /** As it would be written; `null` where it stays unset. */
  readonly default: string | null;
  readonly what: string;
}

/** Every variable with its default and what it does, in the order in which the documentation lists them. */
export const describeConfig = (): VariableDescription[] =>
  NAMES.map((name) => ({ name, default: VARIABLES[name].default, what: VARIABLES[name].what }));
