import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folderWith, runCli } from '../cli/run-cli.ts';

it('a stage that is not a module, and computes without end after an await, is told of', () => {
  const config = `
    import { readFileSync } from 'node:fs';
    const isTold = () => readFileSync('err', 'utf8').includes('main thread');
    const own = {
      name: 'own', kind: 'enrich',
      async run() {
        await null;
        // Without end, were nothing said of it.
        for (const end = Date.now() + 60_000; !isTold() && Date.now() < end; );
      },
    };
    export default { src: 'docs', transforms: [own], documentTimeoutMs: 100, cache: false };`;
  const cwd = folderWith({ 'docs/a.md': '# A\n', 'contextor.config.mjs': config });
  runCli(['build'], { cwd, through: ['sh', '-c', 'exec "$@" 2>err', 'sh'] });
  expect(readFileSync(join(cwd, 'err'), 'utf8')).toMatch(
    /A stage has computed for more than 1100 ms, at a\.md\. It runs in the main thread, which cannot end it/,
  );
});
