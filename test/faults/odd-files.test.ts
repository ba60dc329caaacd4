import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { build } from '../../src/build.ts';
import { project } from '../build/project.ts';

/** Things that stand in the place of a file, and are none that a build reads. */
const oddities: Readonly<Record<string, (path: string) => void>> = {
  'a link to a device': (path) => symlinkSync('/dev/zero', path),
  'a pipe': (path) => spawnSync('mkfifo', [path]),
  'a folder': (path) => mkdirSync(path),
  'a link to a folder': (path) => symlinkSync('.', path),
  'a link to itself': (path) => symlinkSync(path, path),
  'a link to nothing': (path) => symlinkSync('nowhere', path),
  'a sparse file of 3 GB': (path) => {
    spawnSync('touch', [path]);
    truncateSync(path, 3 * 1024 ** 3);
  },
};

const siteFiles = [
  'package.json',
  'tsconfig.json',
  'docusaurus.config.js',
  'mkdocs.yml',
  'docs/docs.json',
  'docs/mint.json',
  'docs/myst.yml',
  'docs/_category_.json',
  'docs/meta.json',
  'docs/_meta.js',
  'docs/.gitignore',
  'docs/.contextorignore',
  'docs/included.md',
];

describe.each(Object.entries(oddities).filter(() => process.platform !== 'win32'))(
  '%s in the place of a file',
  (_, put) => {
    it.each(siteFiles)('%s is a fault of that file alone', async (name) => {
      const own = project({
        'a.mdx': "import Part from './included.md';\n\n# A\n\nWords.\n\n<Part />\n",
      });
      mkdirSync(dirname(join(own.root, name)), { recursive: true });
      put(join(own.root, name));
      const { metrics } = await build(own.settings({ exclude: ['included.md'] }));
      expect(metrics.documents).toMatchObject({ written: 1, failed: 0 });
      expect(own.output()['a.mdc']).toContain('Words.');
    });

    it('a document is a fault of that document alone', async () => {
      const own = project({ 'a.md': '# A\n\nWords.\n' });
      put(join(own.src, 'b.md'));
      await build(own.settings());
      expect(own.output()['a.mdc']).toContain('Words.');
    });
  },
);

it('rules that cannot be read are told', async () => {
  const own = project({ 'a.md': '# A\n' });
  mkdirSync(join(own.src, '.gitignore'));
  const { messages } = await build(own.settings());
  expect(messages).toContainEqual(
    expect.objectContaining({ path: '.gitignore', rule: 'unreadable', severity: 'warning' }),
  );
});

it.each([
  ['2,000 rules', 2_000, true],
  ['2,001 rules', 2_001, false],
  ['2 MB of rules', 200_000, false],
])('%s in a file: read %s', async (_, count, isRead) => {
  const own = project({ 'a.md': '# A\n', 'left-out.md': '# B\n', 'deep/.gitignore': 'x\n' });
  own.write('docs/deep/c.md', '# C\n');
  const rules = Array.from({ length: count - 1 }, (_, at) => `rule-${at}*`);
  own.write('docs/.gitignore', `# Comment\n\n${rules.join('\n')}\nleft-out.md\n`);
  const { messages, metrics } = await build(own.settings());
  const unread = messages.filter(({ rule }) => rule === 'unreadable').map(({ path }) => path);
  // What is below has no room for rules any more.
  expect(unread).toEqual([isRead ? 'deep/.gitignore' : '.gitignore']);
  expect(metrics.documents.written).toBe(isRead ? 2 : 3);
});

it('a linked document that is private is refused with a message', async () => {
  const own = project({ 'a.md': '# A\n', '.env': 'HUNTER2\n' });
  symlinkSync('.env', join(own.src, 'b.md'));
  const { messages } = await build(own.settings());
  expect(messages).toContainEqual(expect.objectContaining({ path: 'b.md', rule: 'link-private' }));
  expect(JSON.stringify(own.output())).not.toContain('HUNTER2');
});
