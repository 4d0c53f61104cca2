const names = [
  'config',
  'database',
  'domain',
  'embedded',
  'event-store',
  'extraction',
  'intake',
  'queue',
  'read-models',
  'second-opinion',
  'service',
  'testing',
  'webhooks',
];

/** @type {import('jest').Config} */
module.exports = {
  rootDir: __dirname,
  roots: ['<rootDir>/apps', '<rootDir>/libs'],
  testRegex: '\\.spec\\.ts$',
  testEnvironment: 'node',
  transform: { '^.+\\.ts$': '@swc/jest' },
  moduleNameMapper: Object.fromEntries(
    names.map((name) => [`^@dealwatch/${name}$`, `<rootDir>/libs/${name}/src/index.ts`]),
  ),
  modulePathIgnorePatterns: ['<rootDir>/dist'],
  globalSetup: '<rootDir>/libs/testing/jest/global-setup.js',
  globalTeardown: '<rootDir>/libs/testing/jest/global-teardown.js',
  testTimeout: 60_000,
  maxWorkers: 2,
};
