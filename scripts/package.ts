// Packages the docs of documentation trees, installs the tarballs in an empty project, and checks what
// arrives: links, leaks, and the tokens that it takes.
//   npm run test:package -- [TREE ...] [--compress JSON] [--whole] [--all]     folders of CONTEXTOR_CORPORA; default: all, or the docs of contextor where there are none
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { makeScratchFolder } from '../src/files/scratch-folder.ts';
import { listCorpora } from './corpora.ts';
import { installedDocs } from './package/installed-docs.ts';
import { problemsOf } from './package/problems.ts';

const { positionals: names, values } = parseArgs({
  allowPositionals: true,
  options: {
    compress: { type: 'string', default: '{}' },
    whole: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
  },
});
const compress: unknown = JSON.parse(values.compress);
const options = [...(values.whole ? ['--whole'] : []), ...(values.all ? ['--all'] : [])];
const found = listCorpora();
const own = { name: 'contextor', folder: resolve('docs') };
const corpora = (found.length > 0 ? found : [own]).filter(
  ({ name }) => names.length === 0 || names.includes(name),
);
if (corpora.length === 0) throw new Error(`There is no tree ${names.join(', ')}.`);
const scratch = makeScratchFolder();
const shares: number[] = [];
let failed = 0;
try {
  for (const corpus of corpora) {
    const docs = installedDocs(corpus, join(scratch, corpus.name), { compress, options });
    const { problems, links } = problemsOf(docs);
    if (problems.length > 0) failed += 1;
    const share = (100 * docs.tokens.after) / docs.tokens.all;
    const own = (100 * docs.tokens.after) / docs.tokens.before;
    shares.push(share);
    console.log(
      `${problems.length === 0 ? 'ok  ' : 'FAIL'} ${corpus.name}: ${docs.pages.length} pages, ${links} relative links, ${docs.tokens.all} -> ${docs.tokens.after} tokens (${share.toFixed(1)} %; of the sources of these pages ${own.toFixed(1)} %), all that is shipped ${docs.tokens.shipped}`,
    );
    for (const problem of problems) console.log(`     ${problem}`);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
console.log(`pages take ${mean.toFixed(1)} % of the tokens of all sources, on average`);
if (failed > 0) process.exitCode = 1;
