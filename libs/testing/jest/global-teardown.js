const { rmSync } = require('node:fs');

/** Stops the server that global-setup.js started and removes its folder; one that was given from outside stays as it is. */
module.exports = async function globalTeardown() {
  const started = globalThis.__dealwatchTestServer;
  if (!started) return;
  await started.server.stop('immediate');
  rmSync(started.folder, { recursive: true, force: true });
};
