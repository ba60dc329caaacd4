import {
  mkdirSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { build } from '../../src/build.ts';
import { isSettled } from '../../src/cache/listing.ts';
import { CacheSession } from '../../src/cache/session.ts';
import { buildSnapshot, takeSnapshot } from '../../src/cache/snapshot.ts';
import type { Config } from '../../src/config/settings.ts';
import { type Project, project } from '../build/project.ts';

const documents = {
  'a.md': '# A\n',
  'b/c.md': '# C\n',
  'b/_part.md': 'part\n',
  'drafts/d.md': '# D\n',
  'drafts/.gitignore': 'x.md\n',
};
const shaping: Config = { partials: ['_*'], dialect: 'generic' };

/** A repository that was built, whose folders have not changed for a moment. */
async function built(config: Config = {}): Promise<Project> {
  const own = project(documents);
  mkdirSync(join(own.root, '.git'));
  mkdirSync(join(own.root, 'node_modules'));
  own.write('.gitignore', 'y.md\n');
  await setTimeout(60);
  await build(own.settings({ ...shaping, ...config, cache: true }));
  return own;
}

/** What the cache knows to be the documents. */
function listed(own: Project, config: Config = {}): readonly string[] | undefined {
  const settings = own.settings({ ...shaping, cache: true, ...config });
  const session = new CacheSession(settings, {}, buildSnapshot(settings));
  try {
    return session.listed(realpathSync(own.src))?.map(({ path }) => path);
  } finally {
    session.close();
  }
}

async function expectCleanBytes(own: Project, config: Config = {}): Promise<void> {
  await build(own.settings({ ...shaping, ...config, cache: true }));
  const cached = own.output();
  await build(own.settings({ ...shaping, ...config, cache: false }));
  expect(cached).toEqual(own.output());
}

it.each<[string, (own: Project) => void]>([
  ['nothing changes', () => {}],
  ['a document changes', ({ write }) => write('docs/a.md', '# A2\n')],
  ['a partial changes', ({ write }) => write('docs/b/_part.md', 'other\n')],
])('the documents are known when %s', async (_, change) => {
  const own = await built();
  change(own);
  expect(listed(own)).toEqual(['a.md', 'b/_part.md', 'b/c.md', 'drafts/d.md']);
  await expectCleanBytes(own);
});

it('the documents are known in build after build', async () => {
  const own = await built();
  for (const text of ['# A2\n', '# A3\n']) {
    own.write('docs/a.md', text);
    await build(own.settings({ ...shaping, cache: true }));
    expect(listed(own)).toHaveLength(4);
  }
});

it.each<[string, (own: Project) => void]>([
  ['a document comes', ({ write }) => write('docs/new.md', '# New\n')],
  ['a document goes', ({ src }) => unlinkSync(join(src, 'b/c.md'))],
  ['a document is renamed', ({ src }) => renameSync(join(src, 'a.md'), join(src, 'e.md'))],
  [
    'a folder takes its place',
    ({ src }) => {
      unlinkSync(join(src, 'a.md'));
      mkdirSync(join(src, 'a.md'));
    },
  ],
  [
    'a link takes its place',
    ({ src }) => {
      unlinkSync(join(src, 'a.md'));
      symlinkSync('b/c.md', join(src, 'a.md'));
    },
  ],
  ['an ignore file comes', ({ write }) => write('docs/.contextorignore', 'a.md\n')],
  ['an ignore file changes', ({ write }) => write('docs/drafts/.gitignore', 'd.md\n')],
  ['an ignore file above changes', ({ write }) => write('.gitignore', 'd.md\n')],
  [
    'the repository begins elsewhere',
    ({ root }) => rmSync(join(root, '.git'), { recursive: true }),
  ],
])('the documents are listed anew when %s', async (_, change) => {
  const own = await built();
  change(own);
  expect(listed(own)).toBeUndefined();
  await expectCleanBytes(own);
});

it('the documents are listed anew when others are excluded', async () => {
  const own = await built();
  const config: Config = { exclude: ['drafts/**'] };
  expect(listed(own, config)).toBeUndefined();
  await expectCleanBytes(own, config);
});

it('the documents are listed anew where a pattern may lead out of the source folder', async () => {
  const config: Config = { include: ['**/*.md', '../*.md'] };
  const own = await built(config);
  expect(listed(own, config)).toBeUndefined();
});

it('a snapshot vouches for no list while files come and go', async () => {
  const own = project(documents);
  const { root, src, out } = own;
  const sourceRoot = realpathSync(src);
  const snapshot = () =>
    takeSnapshot({ sourceRoot, projectRoot: realpathSync(root), outRoot: out });
  await setTimeout(60);
  const before = snapshot();
  expect(isSettled(before, sourceRoot)).toBe(true);
  unlinkSync(join(src, 'b/c.md'));
  writeFileSync(join(src, 'b/c.md'), '# C\n');
  expect(isSettled(before, sourceRoot)).toBe(false);
  await setTimeout(60);
  expect(isSettled(snapshot(), sourceRoot)).toBe(true);
});
