import type { Command } from 'commander';

/** Exit code of input that cannot be read, and of a command line that cannot. */
export const BAD_INPUT = 1;
export const BAD_USAGE = 2;

/** Ends a command with code 2 where its options or arguments are wrong; help still ends with 0. */
export function withUsageCode(command: Command): Command {
  return command.exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : BAD_USAGE));
}

/** Tells what was wrong with the input and sets the exit code; faults of our own are thrown on. */
export function tellFailure(command: string, error: unknown): void {
  const pipeClosed = (error as NodeJS.ErrnoException).code === 'EPIPE';
  if (pipeClosed) return;
  console.error(`dealwatch ${command}: ${(error as Error).message}`);
  process.exitCode = BAD_INPUT;
}
