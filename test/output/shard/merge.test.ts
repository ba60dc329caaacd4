import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { build } from '../../../src/build.ts';
import { resolveSettings } from '../../../src/config/resolve.ts';
import type { Config } from '../../../src/config/settings.ts';
import { mergeParts } from '../../../src/merge-parts.ts';
import { contents, put as putIn } from '../../setup/folder.ts';

let cwd: string;

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'contextor-shard-'));
  put('package.json', '{}');
  for (let page = 0; page < 12; page += 1) {
    const next = `p${(page + 1) % 12}.md`;
    put(
      `docs/g${page % 3}/p${page}.md`,
      `# Page ${page}\n\n${'word '.repeat(page * 7)}\n\nSee [next](${next}) and [gone](gone-${page}.md).\n\n\`\`\`js\nx\n\`\`\`\n`,
    );
  }
});

afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const put = (path: string, text: string) => putIn(cwd, path, text);

const base: Config = {
  title: 'Sample',
  llmsTxt: true,
  llmsFullTxt: true,
  bundles: { all: { include: ['**'], maxTokens: 60 } },
};

const folder = (name: string) => join(cwd, name);

async function buildTo(out: string, more: { config?: Config; shard?: string } = {}) {
  const settings = resolveSettings({ ...base, ...more.config, out }, { cwd });
  const [index, count] = (more.shard ?? '').split('/').map(Number);
  const shard = more.shard ? { index: index!, count: count! } : undefined;
  return build(settings, { shard });
}

describe('merging all shards', () => {
  test.each([1, 2, 3, 7])('of %d gives the bytes of one build', async (count) => {
    await buildTo('whole');
    const parts = Array.from({ length: count }, (_, n) => `part-${count}-${n + 1}`);
    for (const [n, part] of parts.entries()) await buildTo(part, { shard: `${n + 1}/${count}` });
    const reversed = parts.map(folder).reverse();
    const result = await mergeParts(reversed, { outRoot: folder(`merged-${count}`), cwd });
    expect(result).toMatchObject({ documents: 12, failed: 0, written: 12 });
    expect(contents(folder(`merged-${count}`))).toEqual(contents(folder('whole')));
  });

  test('a second time writes nothing; what another build left there is removed', async () => {
    await buildTo('one', { shard: '1/1' });
    await buildTo('again', { config: { layout: 'flat' } });
    const first = await mergeParts([folder('one')], { outRoot: folder('again'), cwd });
    expect(first.removed).toHaveLength(12);
    const second = await mergeParts([folder('one')], { outRoot: folder('again'), cwd });
    expect(second).toMatchObject({ written: 0, unchanged: 12, removed: [] });
  });
});

/** What may become of a part on its way, by the name of the folder. */
const spoilt: Record<string, (part: string) => void> = {
  'part-empty': (part) => writeFileSync(join(part, 'part.json'), '{}'),
  'part-null': (part) => writeFileSync(join(part, 'part.json'), 'null'),
  'part-linked': (part) => replaceByLink(join(part, 'part.json')),
  'index-cut': (part) => {
    const [first, second = ''] = readFileSync(join(part, 'index.jsonl'), 'utf8').split('\n');
    writeFileSync(join(part, 'index.jsonl'), `${first}\n${second.slice(0, 40)}\n`);
  },
  'index-formless': (part) => writeFileSync(join(part, 'index.jsonl'), '{"path":"a.md"}\n'),
  'output-changed': (part) => appendFileSync(firstOutput(part), 'More.\n'),
  'front-matter-changed': (part) => {
    const output = firstOutput(part);
    writeFileSync(output, `---\nowner: me\n---\n\n${readFileSync(output, 'utf8')}`);
  },
  'line-end-added': (part) => appendFileSync(firstOutput(part), '\n'),
  'output-linked': (part) => replaceByLink(firstOutput(part)),
  'output-gone': (part) => rmSync(firstOutput(part)),
  'output-elsewhere': (part) => {
    const index = join(part, 'index.jsonl');
    writeFileSync(index, readFileSync(index, 'utf8').replace(/"out":"/, '"out":"../a2/'));
  },
};

const firstOutput = (part: string) =>
  join(part, JSON.parse(readFileSync(join(part, 'index.jsonl'), 'utf8').split('\n')[0]!).out);

/** The same text, behind a link. */
function replaceByLink(file: string): void {
  renameSync(file, `${file}.real`);
  symlinkSync(`${file}.real`, file);
}

describe('merging names', () => {
  const merge = (...names: string[]) =>
    mergeParts(names.map(folder), { outRoot: folder('never'), cwd });

  beforeAll(async () => {
    await buildTo('a1', { shard: '1/2' });
    await buildTo('a2', { shard: '2/2' });
    await buildTo('other-settings', { shard: '2/2', config: { profile: 'compact' } });
    await buildTo('other-count', { shard: '2/3' });
    await buildTo('no-part');
    cpSync(folder('a1'), folder('a1-copy'), { recursive: true });
    cpSync(folder('a1'), folder('a1-unsafe'), { recursive: true });
    const unsafe = join(folder('a1-unsafe'), 'part.json');
    const part = readFileSync(unsafe, 'utf8');
    writeFileSync(unsafe, part.replace('"context": {', '"context": { "__proto__": {},'));
    for (const [name, spoil] of Object.entries(spoilt)) {
      cpSync(folder('a1'), folder(name), { recursive: true });
      spoil(folder(name));
    }
    put('docs/g0/extra.md', '# Extra\n');
    await buildTo('other-documents', { shard: '2/2' });
    rmSync(folder('docs/g0/extra.md'));
  });

  test.each([
    ['a missing part', ['a1'], 'PART_MISSING', '2/2'],
    ['a doubled part', ['a1', 'a2', 'a1-copy'], 'PART_DOUBLED', '1/2'],
    ['a part of other settings', ['a1', 'other-settings'], 'PART_FOREIGN', 'other settings'],
    ['a part of another count', ['a1', 'other-count'], 'PART_FOREIGN', 'number of shards'],
    ['a part of other documents', ['a1', 'other-documents'], 'PART_FOREIGN', 'other documents'],
    ['a folder that is not a part', ['a1', 'no-part'], 'PART_UNREADABLE', 'no-part'],
    ['a folder that is not there', ['a1', 'nowhere'], 'PART_UNREADABLE', 'nowhere'],
    ['a part with an unsafe key', ['a1-unsafe', 'a2'], 'CONTRIBUTION_UNSAFE_KEY', "'__proto__'"],
    ['a part without form', ['part-empty', 'a2'], 'PART_UNREADABLE', 'part.json cannot be read'],
    ['a part that is nothing', ['part-null', 'a2'], 'PART_UNREADABLE', 'part.json cannot be read'],
    ['a part that is a link', ['part-linked', 'a2'], 'PART_UNREADABLE', 'part.json is a link'],
    ['a line that is cut', ['index-cut', 'a2'], 'PART_UNREADABLE', 'line 2 of index.jsonl'],
    ['a line without form', ['index-formless', 'a2'], 'PART_UNREADABLE', 'line 1 of index.jsonl'],
    ['an output that was changed', ['output-changed', 'a2'], 'PART_UNREADABLE', 'it changed after'],
    ['other front matter', ['front-matter-changed', 'a2'], 'PART_UNREADABLE', 'it changed after'],
    ['one more line', ['line-end-added', 'a2'], 'PART_UNREADABLE', 'it changed after'],
    ['an output that is a link', ['output-linked', 'a2'], 'PART_UNREADABLE', 'is a link'],
    [
      'an output that is gone',
      ['output-gone', 'a2'],
      'PART_UNREADABLE',
      'was not taken: there is no',
    ],
    ['a folder that is not there', ['a3'], 'PART_UNREADABLE', 'a build: there is no part.json'],
    ['an output that lies elsewhere', ['output-elsewhere', 'a2'], 'PART_UNREADABLE', 'leads out'],
    ['no part at all', [], 'PART_MISSING', 'all'],
  ])('%s', async (_, names, code, message) => {
    await expect(merge(...names)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message),
    });
  });
});
