// Checks Dockerfile and docker-compose.yml as far as that goes without a container engine: syntax of the Dockerfile, a user
// that is not root, and in the compose file: known services behind depends_on, a health check wherever somebody waits
// for health, ports on the host's loopback only, and commands that the program knows.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { spawnSync } = require('node:child_process');
const { validate } = require('dockerfile-utils');
const { parse } = require('yaml');

const root = join(__dirname, '..');
const problems = [];
const check = (holds, problem) => holds || problems.push(problem);

const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');
for (const { message, range } of validate(dockerfile)) problems.push(`Dockerfile:${range.start.line + 1}: ${message}`);
const stages = dockerfile.split(/^FROM /m);
check(stages.length > 2, 'Dockerfile: expected several stages.');
check(/^USER (?!root)\S+/m.test(stages.at(-1)), 'Dockerfile: the last stage runs as root.');

const help = spawnSync(process.execPath, [join(root, 'dist/apps/cli/src/main.js'), '--help'], {
  encoding: 'utf8',
}).stdout;
const commands = new Set([...help.matchAll(/^ {2}([a-z]+)/gm)].map(([, name]) => name));

const compose = parse(readFileSync(join(root, 'docker-compose.yml'), 'utf8'), { merge: true });
for (const [name, service] of Object.entries(compose.services)) {
  const say = (problem) => `docker-compose.yml: ${name}: ${problem}`;
  for (const [other, { condition }] of Object.entries(service.depends_on ?? {})) {
    const awaited = compose.services[other];
    check(awaited, say(`depends on the unknown service ${other}.`));
    check(
      condition !== 'service_healthy' || awaited?.healthcheck,
      say(`waits for the health of ${other}, which has no health check.`),
    );
  }
  for (const port of service.ports ?? [])
    check(String(port).startsWith('127.0.0.1:'), say(`port ${port} is not bound to 127.0.0.1.`));
  for (const volume of service.volumes ?? []) {
    const [source] = String(volume).split(':');
    check(source in (compose.volumes ?? {}), say(`volume ${source} is not declared.`));
  }
  if (service.build)
    check(
      commands.has(service.command?.[0]),
      say(`command ${service.command?.[0]} is not one of ${[...commands].join(', ')}.`),
    );
  if (service.build && service.restart !== 'no')
    check(service.healthcheck, say('a service that runs for good needs a health check.'));
}

for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else console.log(`Dockerfile and docker-compose.yml: ${Object.keys(compose.services).length} services checked.`);
