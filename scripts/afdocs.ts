// Scores the sites of documentation trees with afdocs, as `contextor serve` serves them.
//   npm run test:afdocs -- [TREE ...]     trees as in CONTEXTOR_CORPORA and CONTEXTOR_PROJECTS; default: all
// afdocs needs Node 22; it and, where this is an older Node, that are installed in a folder of their own.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeScratchFolder } from '../src/files/scratch-folder.ts';
import { deadLinks } from './afdocs/dead-links.ts';
import { renderSite } from './afdocs/render-site.ts';
import { installAfdocs, scoreOf } from './afdocs/score.ts';
import { serveTree } from './afdocs/serve-tree.ts';
import { listTrees } from './afdocs/trees.ts';

const leastScore = 98;
const mostCharacters = 50_000;

const names = process.argv.slice(2);
const trees = listTrees().filter(({ name }) => names.length === 0 || names.includes(name));
if (trees.length === 0) throw new Error(`There is no tree ${names.join(', ')}.`);
const scratch = makeScratchFolder();
const tool = installAfdocs(join(scratch, 'tool'));
let failed = 0;
try {
  for (const tree of trees) {
    const folder = join(scratch, tree.name);
    const site = join(folder, 'site');
    const pages = renderSite(tree, { site, out: join(folder, 'out') });
    const server = await serveTree(tree, { site, out: join(folder, 'out') });
    try {
      const { score, problems } = await scoreOf(server.url, tool);
      const dead = await deadLinks(server.url);
      const length = (await (await fetch(`${server.url}/llms.txt`)).text()).length;
      const good = score >= leastScore && dead.length === 0 && length < mostCharacters;
      if (!good) failed += 1;
      console.log(
        `${good ? 'ok  ' : 'FAIL'} ${tree.name}: ${score} of 100, ${dead.length} dead links, llms.txt ${length} characters, ${pages} pages`,
      );
      for (const problem of [...dead, ...problems]) console.log(`     ${problem}`);
    } finally {
      await server.close();
    }
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
if (failed > 0) process.exitCode = 1;
