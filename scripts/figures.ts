// Writes the figures of the README and of docs/output.md, and the picture of a run: npm run figures
// Needs the trees that CONTEXTOR_CORPORA and CONTEXTOR_PROJECTS name.
import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { makeScratchFolder } from '../src/files/scratch-folder.ts';
import { foreignTrees, measure } from './figures/measure.ts';
import { fullTable, type Row, shortTable, withTable } from './figures/tables.ts';
import { terminalPicture } from './figures/terminal-picture.ts';

/** The site of the picture. */
const shown = 'vue';

const trees = foreignTrees();
const site = trees.find(({ name }) => name === shown);
if (site === undefined) throw new Error(`There is no tree ${shown}.`);

const rows = trees.map((tree): Row & { isWhole: boolean } => ({
  name: tree.name,
  isWhole: tree.args.length === 0,
  balanced: measure(tree),
  compact: measure(tree, { profile: 'compact' }),
}));
const pages: readonly [string, string][] = [
  ['README.md', shortTable(rows.filter(({ isWhole }) => isWhole))],
  ['docs/output.md', fullTable(rows)],
];
for (const [page, table] of pages) {
  writeFileSync(page, withTable(readFileSync(page, 'utf8'), table));
}
writeFileSync('docs/images/run.svg', pictureOf(site.cwd));

/** A first build of a copy of the project, as it looks in a terminal. */
function pictureOf(project: string): string {
  const scratch = makeScratchFolder();
  const cwd = join(scratch, shown);
  try {
    cpSync(project, cwd, { recursive: true });
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [resolve('dist/bin/contextor.js'), 'build'],
      { cwd, encoding: 'utf8', env: { ...process.env, FORCE_COLOR: '1' } },
    );
    return terminalPicture(`$ npx contextor build\n${stdout}${stderr}`);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
