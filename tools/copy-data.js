// The compiler moves TypeScript only: this copies the data files that the libs load beside their code.
const { cpSync, existsSync, readdirSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
for (const lib of readdirSync(join(root, 'libs'))) {
  for (const folder of ['lexicon', 'model', 'src']) {
    const from = join(root, 'libs', lib, folder);
    if (!existsSync(from)) continue;
    cpSync(from, join(root, 'dist', 'libs', lib, folder), {
      recursive: true,
      filter: (path) => !/\.(ts|md|wat)$/.test(path),
    });
  }
}
