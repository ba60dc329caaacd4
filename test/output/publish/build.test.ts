import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { build } from '../../../src/build.ts';
import { resolveSettings } from '../../../src/config/resolve.ts';
import type { Config } from '../../../src/config/settings.ts';
import { put as putIn } from '../../setup/folder.ts';

let cwd: string;

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'contextor-publish-'));
  put('package.json', '{}');
  put('docs/index.md', '# Home\n\nWelcome to the docs.\n');
  put('docs/guide/auth.md', '# Auth\n\nKeys and tokens.\n\n## Keys\n\nMake a key.\n');
});

afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const put = (path: string, text: string) => putIn(cwd, path, text);

const read = (path: string) => readFileSync(join(cwd, path), 'utf8');
const run = (config: Config, options = {}) => build(resolveSettings(config, { cwd }), options);

const everything: Config = {
  title: 'Sample',
  description: 'All about it.',
  llmsTxt: true,
  llmsFullTxt: true,
  search: true,
  bundles: { guide: { include: ['guide/**'] } },
  agents: { indexRule: true, agentsMd: true, skill: true },
};

test('writes what the configuration asks for, and lists it in the manifest', async () => {
  put('AGENTS.md', '# Rules\n');
  await run(everything);
  expect(read('.contextor/llms.txt')).toMatch(
    /^# Sample\n\n> All about it\.\n\n2 pages, \d+ tokens \(o200k_base\)\.\n\n## /,
  );
  expect(read('.contextor/llms-full.txt')).toContain('Make a key.');
  expect(read('.contextor/bundles/guide.mdc')).toContain('# Auth');
  expect(read('.contextor/skills/sample/SKILL.md')).toContain('\nguide/auth\n');
  expect(read('AGENTS.md')).toMatch(/^# Rules\n\n<!-- contextor:begin -->\n/);
  expect(read('.cursor/rules/contextor.mdc')).toContain('\nguide/auth\n');
  expect(JSON.parse(read('.contextor/manifest.json')).files).toEqual([
    'index.jsonl',
    'links.json',
    'statistics.json',
    'llms.txt',
    'llms-full.txt',
    'bundles/guide.mdc',
    'bundles/guide.md',
    'skills/sample/SKILL.md',
    'chunks.jsonl',
    'search.idx',
  ]);
});

test('title and summary are those of the site, unless the configuration says otherwise', async () => {
  put('mkdocs.yml', 'site_name: Acme\nsite_description: Makes things.\n');
  await run({ llmsTxt: true, agents: { agentsMd: true } });
  expect(read('.contextor/llms.txt')).toMatch(/^# Acme\n\n> Makes things\.\n/);
  expect(read('AGENTS.md')).toContain('## Documentation: Acme\n\nMakes things.\n\nRead a page');
  await run({ llmsTxt: true, description: 'My own.' });
  expect(read('.contextor/llms.txt')).toMatch(/^# Acme\n\n> My own\.\n/);
});

test('what contextor writes among the sources is no document of the next build', async () => {
  const config: Config = {
    src: '.',
    site: 'dist',
    agents: { agentsMd: true, claudeMd: true, skill: { dir: 'skills' } },
  };
  put('dist/guide/auth.md', 'A twin.\n');
  await run(config);
  await run(config);
  const paths = read('.contextor/index.jsonl')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).path);
  expect(paths).toEqual(['docs/guide/auth.md', 'docs/index.md']);
});

test('a second build writes nothing, and a check finds no drift', async () => {
  await run(everything);
  const before = read('AGENTS.md');
  const second = await run(everything);
  expect(second.drift).toEqual({ stale: [], missing: [], orphaned: [] });
  expect(read('AGENTS.md')).toBe(before);
});

test('a check names what is missing or stale among the published files', async () => {
  await run(everything);
  rmSync(join(cwd, '.contextor/llms.txt'));
  writeFileSync(join(cwd, 'AGENTS.md'), 'mine\n');
  const { drift } = await run(everything, { dryRun: true });
  expect(drift).toEqual({ stale: ['../AGENTS.md'], missing: ['llms.txt'], orphaned: [] });
  expect(existsSync(join(cwd, '.contextor/llms.txt'))).toBe(false);
});

test('what is no longer asked for is removed, and so are artefacts that are turned off', async () => {
  put('AGENTS.md', '# Rules\n');
  await run(everything);
  const off = { indexRule: false, agentsMd: false, skill: false };
  const { removed } = await run({
    ...everything,
    ...{ llmsTxt: false, search: false, bundles: {}, agents: off },
  });
  expect(removed).toEqual([
    'bundles/guide.md',
    'bundles/guide.mdc',
    'chunks.jsonl',
    'llms.txt',
    'search.idx',
    'skills/sample/SKILL.md',
  ]);
  expect(existsSync(join(cwd, '.contextor/llms.txt'))).toBe(false);
  expect(existsSync(join(cwd, '.cursor/rules/contextor.mdc'))).toBe(false);
  expect(read('AGENTS.md')).toBe('# Rules\n');
});

test('a rule file of somebody else is not removed', async () => {
  put('.cursor/rules/contextor.mdc', 'mine\n');
  await run({ agents: { indexRule: false } });
  expect(read('.cursor/rules/contextor.mdc')).toBe('mine\n');
});

test('broken markers in AGENTS.md stop the build with a message, and the file stays', async () => {
  put('AGENTS.md', '<!-- contextor:begin -->\n');
  await expect(run({ agents: { agentsMd: true } })).rejects.toMatchObject({
    code: 'BROKEN_MARKERS',
  });
  expect(read('AGENTS.md')).toBe('<!-- contextor:begin -->\n');
});

test('two bundles that would write one file are refused', async () => {
  const bundles = { api: { include: ['**'] }, API: { include: ['**'] } };
  await expect(run({ bundles })).rejects.toMatchObject({ code: 'BUNDLE_COLLISION' });
});

test('a section over the budget of its bundle is a warning that says what would do', async () => {
  const { messages, metrics } = await run({ bundles: { all: { include: ['**'], maxTokens: 3 } } });
  expect(messages.map(({ rule }) => rule)).toContain('bundle-budget');
  expect(metrics.documents.warnings).toBeGreaterThan(0);
});

test('drafts, hidden and unlisted pages are built, and not published', async () => {
  for (const flag of ['draft', 'hidden', 'unlisted']) {
    put(`docs/guide/${flag}.md`, `---\n${flag}: true\n---\n\n# Secret ${flag}\n\nText.\n`);
  }
  await run(everything);
  expect(existsSync(join(cwd, '.contextor/guide/draft.mdc'))).toBe(true);
  for (const path of ['llms.txt', 'llms-full.txt', 'bundles/guide.mdc', 'skills/sample/SKILL.md']) {
    expect(read(`.contextor/${path}`)).toMatch(/auth/i);
    expect(read(`.contextor/${path}`)).not.toMatch(/Secret|draft|hidden|unlisted/);
  }
});

const artefacts: Config['agents'] = {
  ...{ indexRule: true, agentsMd: true, claudeMd: true, copilot: true, windsurf: true },
  ...{ cline: true, context7: true, skill: { dir: '.claude/skills' } },
};
const written = [
  ...['.cursor/rules/contextor.mdc', '.github/instructions/contextor.instructions.md'],
  ...['.windsurf/rules/contextor.md', '.clinerules/contextor.md', 'AGENTS.md', 'CLAUDE.md'],
  ...['.claude/skills/sample/SKILL.md', 'context7.json'],
];

test('all artefacts are written, stay the same the second time, and go again', async () => {
  put('docs/index.md', '# Home\n\nSee `src/engine/run.ts` and `docs/index.md`.\n');
  put('src/engine/run.ts', '');
  put('CLAUDE.md', '# Mine\n');
  await run({ ...everything, agents: artefacts });
  const before = written.map(read);
  expect(read('CLAUDE.md')).toContain('<!-- contextor:begin -->\n@AGENTS.md\n');
  expect(read('.cursor/rules/contextor.mdc')).toContain('globs: src/engine/**\n');
  expect(read('.claude/skills/sample/SKILL.md')).toContain('`../../../.contextor/guide/a.mdc`');
  const { drift } = await run({ ...everything, agents: artefacts });
  expect(drift).toEqual({ stale: [], missing: [], orphaned: [] });
  expect(written.map(read)).toEqual(before);
  const off = Object.fromEntries(Object.keys(artefacts!).map((name) => [name, false]));
  const skill = { dir: '.claude/skills', remove: true };
  await run({ ...everything, agents: { ...off, skill } });
  expect(written.filter((path) => existsSync(join(cwd, path)))).toEqual(['CLAUDE.md']);
  expect(read('CLAUDE.md')).toBe('# Mine\n');
});

test.each([
  ['indexRule', '.cursor/rules/contextor.mdc'],
  ['copilot', '.github/instructions/contextor.instructions.md'],
  ['cline', '.clinerules/contextor.md'],
])('a file of somebody else in the place of %s is a message, and stays', async (name, path) => {
  put(path, 'mine\n');
  await expect(run({ agents: { [name]: true } })).rejects.toMatchObject({
    code: 'AGENT_FILE_FOREIGN',
  });
  expect(read(path)).toBe('mine\n');
});

test.each(['/etc', '../x', 'a/../../b', ''])('a folder of skills %j is refused', (dir) => {
  expect(() => resolveSettings({ agents: { skill: { dir } } }, { cwd })).toThrow('agents.skill');
});
