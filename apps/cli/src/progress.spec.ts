import { createProgress } from './progress';

function watched(isTTY: boolean) {
  const written: string[] = [];
  let time = 0;
  const output = { isTTY, write: (text: string) => written.push(text) };
  return { written, output, clock: () => time, pass: (ms: number) => (time += ms) };
}

describe('the progress of a long command', () => {
  it('is a bar drawn over itself on a terminal, ten times a second at most', () => {
    const { written, output, clock, pass } = watched(true);
    const progress = createProgress('reading', 4, output, clock);
    progress.step();
    pass(100);
    progress.step();
    progress.step();
    progress.end();
    expect(written).toEqual([
      '\r[###############---------------] reading 2 of 4 (20/s)\u001b[K',
      '\r[######################--------] reading 3 of 4 (30/s)\u001b[K',
      '\n',
    ]);
  });

  it('is plain lines elsewhere, one every ten seconds and one at the end', () => {
    const { written, output, clock, pass } = watched(false);
    const progress = createProgress('reading', 3, output, clock);
    progress.step();
    pass(10_000);
    progress.step();
    progress.step();
    progress.end();
    expect(written).toEqual(['reading 2 of 3 (0/s)\n', 'reading 3 of 3 (0/s)\n']);
  });

  it('stays within its width where more was done than was counted', () => {
    const { written, output, clock, pass } = watched(true);
    const progress = createProgress('reading', 1, output, clock);
    pass(1_000);
    progress.step();
    pass(1_000);
    progress.step();
    expect(written.at(-1)).toBe('\r[##############################] reading 2 of 1 (1/s)\u001b[K');
  });
});
