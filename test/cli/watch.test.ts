import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith } from './run-cli.ts';
import { startCli } from './running-cli.ts';

test('watch rebuilds what changes and survives what breaks', async () => {
  const cwd = folderWith({
    'docs/a.md': '# A\n',
    'docs/b.md': '# B\n',
    'contextor.config.yaml': 'src: docs\n',
  });
  const write = (path: string, text: string) => writeFileSync(join(cwd, path), text);
  const output = (path: string) => readFileSync(join(cwd, '.contextor', path), 'utf8');
  const cli = startCli(['watch'], cwd);
  await cli.says(/Built: 2 documents written in .*\nWatching for changes/);

  write('docs/a.md', '# A\n\nNew words.\n');
  await cli.says(/Rebuilt \(a\.md\): 1 document written in .*\n/);
  expect(output('a.mdc')).toContain('New words.');

  renameSync(join(cwd, 'docs/b.md'), join(cwd, 'docs/c.md'));
  await cli.says(/Rebuilt \(.*\): 1 document written, 1 removed in .*\n/);
  expect(output('c.mdc')).toContain('# B');

  write('contextor.config.yaml', 'scr: docs\n');
  await cli.says(/unknown key "scr"[\s\S]*Waiting for the configuration to be mended/);
  write('contextor.config.yaml', 'src: docs\ntopics: [x]\n');
  await cli.says(/Rebuilt .*\n/);

  rmSync(join(cwd, 'docs'), { recursive: true });
  await cli.says(/docs is gone; waiting for it to come back/);
  expect(output('a.mdc')).toContain('New words.');
  renameSync(join(folderWith({ 'docs/d.md': '# D\n' }), 'docs'), join(cwd, 'docs'));
  await cli.says(/Rebuilt.*: 1 document written/);

  cli.kill('SIGINT');
  expect(await cli.exitCode).toBe(130);
});
