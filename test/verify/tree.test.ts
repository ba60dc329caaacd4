import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { siteOf } from '../../src/verify/share.ts';
import { verifyTree } from '../../src/verify/tree.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'contextor-verify-'));
  mkdirSync(join(folder, 'docs'));
  mkdirSync(join(folder, 'out'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const roots = () => ({ sourceRoot: join(folder, 'docs'), outRoot: join(folder, 'out') });

it('checks each document that the index names, and adds up what is kept', async () => {
  writeFileSync(join(folder, 'docs', 'a.md'), '# A\n\nOne two.\n');
  writeFileSync(join(folder, 'docs', 'b.md'), '# B\n\nThree.\n');
  writeFileSync(join(folder, 'out', 'a.mdc'), '# A\n\nOne.\n');
  writeFileSync(join(folder, 'out', 'b.mdc'), '# B\n\nThree.\n');
  const index = ['a', 'b'].map((name) =>
    JSON.stringify({ path: `${name}.md`, out: `${name}.mdc` }),
  );
  writeFileSync(join(folder, 'out', 'index.jsonl'), `${index.join('\n')}\n`);
  const { documents, findings, counts } = await verifyTree(roots());
  expect(documents).toBe(2);
  expect(findings).toEqual([{ rule: 'word', path: 'a.md', line: 3, what: 'words missing: two' }]);
  expect(counts.words).toEqual({ total: 5, kept: 4 });
});

it('counts the components of which outputs say nothing, the most used first', async () => {
  const used = { a: ['Map', 'Map', 'Chart'], b: ['Map', 'Zoom', 'Chart'] };
  for (const [name, components] of Object.entries(used)) {
    const source = components.map((one) => `<${one} />\n\n`).join('');
    writeFileSync(join(folder, 'docs', `${name}.mdx`), `# A\n\n${source}`);
    writeFileSync(join(folder, 'out', `${name}.mdc`), '# A\n');
  }
  const index = Object.keys(used).map((name) => `{"path":"${name}.mdx","out":"${name}.mdc"}\n`);
  writeFileSync(join(folder, 'out', 'index.jsonl'), index.join(''));
  const { components } = await verifyTree(roots());
  expect(components.map(({ name, uses, documents }) => `${name} ${uses} ${documents}`)).toEqual([
    'Map 3 2',
    'Chart 2 2',
    'Zoom 1 1',
  ]);
});

it('reads odd notebooks as the build does, and names broken ones', async () => {
  const cells = [
    null,
    5,
    { cell_type: 'markdown', metadata: null, source: ['# A\n', 1] },
    { cell_type: 'code', metadata: { tags: 'x' }, source: {} },
    { cell_type: 'code', metadata: { tags: [{ toString: 1 }, 'remove_input'] }, source: 'gone()' },
    { cell_type: 'markdown', source: `${'\n'.repeat(200_000)}a` },
    { cell_type: 'markdown', source: 'lost' },
  ];
  writeFileSync(join(folder, 'docs', 'odd.IPYNB'), `\uFEFF${JSON.stringify({ cells })}`);
  for (const [at, text] of ['{', 'null', '{}', '{ "cells": 1 }'].entries())
    writeFileSync(join(folder, 'docs', `broken${at}.ipynb`), text);
  const index = ['odd.IPYNB', 'broken0.ipynb', 'broken1.ipynb', 'broken2.ipynb', 'broken3.ipynb'];
  writeFileSync(
    join(folder, 'out', 'index.jsonl'),
    index.map((path) => `${JSON.stringify({ path, out: 'a.mdc' })}\n`).join(''),
  );
  writeFileSync(join(folder, 'out', 'a.mdc'), '# A\n\na\n');
  const { findings } = await verifyTree(roots());
  expect(findings.map(({ rule, path, what }) => `${path} ${rule}: ${what}`)).toEqual([
    'odd.IPYNB word: words missing: lost',
    ...index.slice(1).map((path) => `${path} missing: the source cannot be read`),
  ]);
});

it('names documents whose source or output is gone', async () => {
  writeFileSync(join(folder, 'docs', 'b.md'), '# B\n');
  const index = ['a', 'b'].map((name) =>
    JSON.stringify({ path: `${name}.md`, out: `${name}.mdc` }),
  );
  writeFileSync(join(folder, 'out', 'index.jsonl'), `${index.join('\n')}\n`);
  const { findings } = await verifyTree(roots());
  expect(findings).toEqual([
    { rule: 'missing', path: 'a.md', line: 1, what: 'the source cannot be read' },
    { rule: 'missing', path: 'b.md', line: 1, what: 'b.mdc cannot be read' },
  ]);
});

it('passes over what has no source or no output, and looks up headings of other outputs', async () => {
  writeFileSync(join(folder, 'docs', 'a.md'), '# A\n\n[One](b.md#part) [two](b.md)\n');
  writeFileSync(join(folder, 'docs', 'b.md'), '# B\n\n- ## Part\n');
  const output = '# A\n\n[One](b.mdc#part) [two](b.mdc#gone)\n';
  writeFileSync(join(folder, 'out', 'a.mdc'), output);
  writeFileSync(join(folder, 'out', 'b.mdc'), '# B\n\n- ## Part\n');
  const lines = [
    { path: 'a.md', out: 'a.mdc' },
    { path: 'b.md', out: 'b.mdc' },
    { path: 'made.md', out: 'made.mdc', generated: 'stage' },
    { path: 'left.md', out: 'left.mdc', dropped: 'internal' },
  ];
  const index = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  writeFileSync(join(folder, 'out', 'index.jsonl'), index);
  const { documents, findings } = await verifyTree(roots());
  expect(documents).toBe(2);
  expect(findings.map(({ path, line, what }) => `${path} ${line} ${what}`)).toEqual([
    'a.md 3 no heading is there: b.mdc#gone',
  ]);
});

it('says what to do where there is no build', async () => {
  await expect(verifyTree(roots())).rejects.toMatchObject({
    code: 'VERIFY_NO_BUILD',
    remedy: expect.stringContaining('contextor build'),
  });
});

it('knows no anchors of an output that is gone', () => {
  const { anchors } = siteOf(roots().outRoot, ['a.mdc', 'b.mdc']);
  writeFileSync(join(folder, 'out', 'a.mdc'), '# One\n\n## Two\n');
  expect([...(anchors('a.mdc') ?? [])]).toEqual(['one', 'two']);
  expect(anchors('b.mdc')).toBeUndefined();
});
