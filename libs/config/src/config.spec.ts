import { resolve } from 'node:path';
import { ConfigError, describeConfig, type Environment, loadConfig, toEnvironment } from './config';

const problemsOf = (env: Environment): readonly string[] => {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  throw new Error('The environment was accepted.');
};

const ASKING = {
  SECOND_OPINION_API: 'openai',
  SECOND_OPINION_URL: 'http://127.0.0.1:8000/v1/',
  SECOND_OPINION_MODEL: 'org/model-7b:free',
  SECOND_OPINION_KEY: 'sk-hunter2',
  SECOND_OPINION_SCOPE: 'articles',
  SECOND_OPINION_TIMEOUT_MS: '5000',
  SECOND_OPINION_RETRIES: '0',
  SECOND_OPINION_SPEND_LIMIT: '200000',
  SECOND_OPINION_CONCURRENCY: '1',
};

describe('the configuration', () => {
  it('of an empty environment runs the whole system on this machine', () => {
    expect(loadConfig({}, false)).toEqual({
      databaseUrl: null,
      redisUrl: null,
      port: 3000,
      host: '127.0.0.1',
      dataDir: resolve('.data'),
      logLevel: 'info',
      logFormat: 'json',
      webhooks: {
        allow: null,
        timeoutMs: 15_000,
        retrySchedule: [0, 5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400],
      },
      reviewThreshold: 0.5,
      secondOpinion: null,
      workerConcurrency: 4,
      reconcileIntervalMs: 1_000,
      allowUnsafeDurability: false,
      warnings: [],
    });
  });

  it('reads every variable', () => {
    const config = loadConfig({
      DATABASE_URL: 'postgres://a:b@db:5432/deals',
      REDIS_URL: 'rediss://cache:6380/1',
      PORT: '8080',
      HOST: '::1',
      DATA_DIR: '/srv/dealwatch',
      LOG_LEVEL: 'warn',
      LOG_FORMAT: 'pretty',
      WEBHOOK_ALLOW: 'hooks.example.org, 10.0.0.0/8,127.0.0.1:9000,[::1]:9000,fd00::/8,::1',
      WEBHOOK_TIMEOUT_MS: '5000',
      WEBHOOK_RETRY_SCHEDULE: '0, 1,2',
      REVIEW_THRESHOLD: '.45',
      WORKER_CONCURRENCY: '16',
      RECONCILE_INTERVAL_MS: '250',
      ALLOW_UNSAFE_DURABILITY: 'true',
    });
    expect(config).toMatchObject({ databaseUrl: 'postgres://a:b@db:5432/deals', redisUrl: 'rediss://cache:6380/1' });
    expect(config).toMatchObject({ port: 8080, host: '::1', dataDir: '/srv/dealwatch', logLevel: 'warn' });
    expect(config).toMatchObject({
      logFormat: 'pretty',
      reviewThreshold: 0.45,
      workerConcurrency: 16,
      reconcileIntervalMs: 250,
    });
    expect(config).toMatchObject({ allowUnsafeDurability: true, warnings: [] });
    expect(config.webhooks).toEqual({
      allow: ['hooks.example.org', '10.0.0.0/8', '127.0.0.1:9000', '[::1]:9000', 'fd00::/8', '::1'],
      timeoutMs: 5_000,
      retrySchedule: [0, 1, 2],
    });
  });

  it('takes an empty variable as absent, as compose files write them', () => {
    expect(loadConfig({ WEBHOOK_ALLOW: '', REDIS_URL: ' ', PORT: '' }, false)).toEqual(loadConfig({}, false));
  });

  it('logs for people on a terminal', () => {
    expect(loadConfig({}, true).logFormat).toBe('pretty');
    expect(loadConfig({ LOG_FORMAT: 'json' }, true).logFormat).toBe('json');
  });

  it.each([
    ['DATABASE_URL', 'mysql://db/deals'],
    ['REDIS_URL', 'cache:6379'],
    ['PORT', '70000'],
    ['PORT', '3000.5'],
    ['HOST', 'two words'],
    ['LOG_LEVEL', 'loud'],
    ['LOG_FORMAT', 'xml'],
    ['WEBHOOK_ALLOW', 'https://hooks.example.org/path'],
    ['WEBHOOK_ALLOW', 'a,,b'],
    ['WEBHOOK_ALLOW', '10.0.0.0/33'],
    ['WEBHOOK_ALLOW', 'fd00::/129'],
    ['WEBHOOK_ALLOW', '10.0.0/8'],
    ['WEBHOOK_TIMEOUT_MS', '0'],
    ['WEBHOOK_RETRY_SCHEDULE', '0,five'],
    ['REVIEW_THRESHOLD', '1.1'],
    ['REVIEW_THRESHOLD', '-0.1'],
    ['SECOND_OPINION_API', 'gemini'],
    ['SECOND_OPINION_URL', 'ftp://models.example'],
    ['SECOND_OPINION_URL', 'https://user:word@models.example'],
    ['SECOND_OPINION_URL', 'https://models.example/v1?key=1'],
    ['SECOND_OPINION_MODEL', 'two words'],
    ['SECOND_OPINION_KEY', 'a\nb'],
    ['SECOND_OPINION_SCOPE', 'everything'],
    ['SECOND_OPINION_TIMEOUT_MS', '0'],
    ['SECOND_OPINION_RETRIES', '11'],
    ['SECOND_OPINION_SPEND_LIMIT', '1000'],
    ['SECOND_OPINION_CONCURRENCY', '0'],
    ['WORKER_CONCURRENCY', '0'],
    ['RECONCILE_INTERVAL_MS', '-1'],
    ['ALLOW_UNSAFE_DURABILITY', 'yes'],
  ])('refuses %s=%s and says what is expected', (name, value) => {
    expect(problemsOf({ [name]: value })).toEqual([expect.stringMatching(new RegExp(`^${name} must be `))]);
  });

  it('tells all problems at once, without passwords', () => {
    const env = { DATABASE_URL: 'mysql://root:hunter2@db/deals', PORT: 'high', WORKER_CONCURRENCY: 'many' };
    const problems = problemsOf(env);
    expect(problems).toHaveLength(3);
    expect(problems.join('\n')).not.toContain('hunter2');
    expect(problems[1]).toBe('PORT must be a port, 0 to 65535 (0: any free one), not "high".');
  });

  it('warns of variables that look like ours and that nobody reads', () => {
    const env = { DEALWATCH_PORT: '80', DEALWATCH_MODE: 'x', DEALWATCH_TEST_DATABASE_URL: 'postgres://t' };
    expect(loadConfig(env).warnings).toEqual([
      'DEALWATCH_PORT is set, but nothing reads it. Did you mean PORT?',
      'DEALWATCH_MODE is set, but nothing reads it.',
    ]);
  });

  it('warns when the API listens beyond this machine', () => {
    expect(loadConfig({ HOST: '0.0.0.0' }).warnings).toEqual([expect.stringContaining('no keys yet')]);
  });

  it('goes through the environment of a child process unchanged', () => {
    const env = {
      DATABASE_URL: 'postgres://a:b@db:5432/deals',
      PORT: '0',
      LOG_FORMAT: 'pretty',
      WEBHOOK_ALLOW: 'a.example,10.0.0.0/8',
      WEBHOOK_RETRY_SCHEDULE: '0,1',
      ALLOW_UNSAFE_DURABILITY: 'true',
    };
    for (const config of [loadConfig({}, false), loadConfig(env, false), loadConfig(ASKING, false)]) {
      expect(loadConfig(toEnvironment(config), true)).toEqual(config);
    }
  });

  it('describes every variable once', () => {
    const names = describeConfig().map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(describeConfig()).toContainEqual({ name: 'PORT', default: '3000', what: 'Where the API listens.' });
  });
});

describe('the second opinion', () => {
  it('is read as a whole', () => {
    expect(loadConfig(ASKING)).toMatchObject({
      secondOpinion: {
        api: 'openai',
        url: 'http://127.0.0.1:8000/v1',
        model: 'org/model-7b:free',
        key: 'sk-hunter2',
        scope: 'articles',
        timeoutMs: 5_000,
        retries: 0,
        spendLimit: 200_000,
        concurrency: 1,
      },
      warnings: [],
    });
  });

  it('goes to the API of its company where no URL is set, about doubts only, within a million tokens a day', () => {
    const { secondOpinion } = loadConfig({ SECOND_OPINION_API: 'anthropic', SECOND_OPINION_MODEL: 'm' });
    expect(secondOpinion).toEqual({
      api: 'anthropic',
      url: 'https://api.anthropic.com',
      model: 'm',
      key: null,
      scope: 'doubts',
      timeoutMs: 60_000,
      retries: 2,
      spendLimit: 1_000_000,
      concurrency: 4,
    });
  });

  it('needs a model beside its API', () => {
    expect(problemsOf({ SECOND_OPINION_API: 'openai', PORT: 'high' })).toEqual([
      expect.stringContaining('PORT'),
      'SECOND_OPINION_MODEL must be set where SECOND_OPINION_API is.',
    ]);
  });

  it('says that nobody is asked where only its other variables are set', () => {
    expect(loadConfig({ SECOND_OPINION_KEY: 'sk-hunter2' }).warnings).toEqual([
      expect.stringContaining('SECOND_OPINION_API is not set'),
    ]);
  });

  it('warns of a key in the clear beyond this machine, and tells no key in any message', () => {
    const { warnings } = loadConfig({ ...ASKING, SECOND_OPINION_URL: 'http://models.example/v1' });
    expect(warnings).toEqual([expect.stringMatching(/key go to models\.example in the clear/)]);
    const problems = problemsOf({ ...ASKING, SECOND_OPINION_KEY: 'sk hunter2' });
    expect(problems).toHaveLength(1);
    expect(`${warnings}${problems}`).not.toContain('hunter2');
  });
});
