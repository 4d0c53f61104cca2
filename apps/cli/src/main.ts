import { Command } from 'commander';
import { register as registerApi } from './api.command';
import { register as registerDemo } from './demo.command';
import { register as registerEval } from './eval.command';
import { register as registerExtract } from './extract.command';
import { register as registerFold } from './fold.command';
import { register as registerHealth } from './health.command';
import { register as registerImport } from './import.command';
import { register as registerMigrate } from './migrate.command';
import { register as registerReextract } from './reextract.command';
import { register as registerStart } from './start.command';
import { register as registerWorker } from './worker.command';

const program = new Command('dealwatch')
  .description(
    'What was the status of an arms deal on a day, by what had been published by then, and which sentence says so?',
  )
  .showHelpAfterError('(add --help for the options)');

for (const register of [
  registerStart,
  registerDemo,
  registerMigrate,
  registerImport,
  registerApi,
  registerWorker,
  registerHealth,
  registerExtract,
  registerEval,
  registerFold,
  registerReextract,
]) {
  register(program);
}

program.parseAsync().catch((error: Error) => {
  console.error(`dealwatch: ${error.message}`);
  process.exitCode = 1;
});
