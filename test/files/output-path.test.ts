import { expect, it } from 'vitest';
import { outputPath } from '../../src/files/output-path.ts';
import { collisions } from '../../src/loader/collisions.ts';

it.each([
  ['guides/auth.mdx', 'tree', undefined, 'guides/auth.mdc'],
  ['README.md', 'tree', 'owner/name', 'README.mdc'],
  ['v1.2/notes.v1.md', 'tree', undefined, 'v1.2/notes.v1.mdc'],
  ['guides/auth.mdx', 'flat', undefined, 'guides__auth.mdc'],
  ['guides/auth.mdx', 'flat', 'owner/name', 'name__guides__auth.mdc'],
  ['a.md', 'flat', 'https://github.com/owner/name.git', 'name__a.mdc'],
  ['a.md', 'flat', 'git@github.com:owner/name.git', 'name__a.mdc'],
  ['größe/日本.md', 'tree', undefined, 'größe/日本.mdc'],
  ['line\nbreak.md', 'tree', undefined, 'line_break.mdc'],
] as const)('%j in the %s layout of %s is %s', (path, layout, repo, expected) => {
  expect(outputPath(path, { layout, repo })).toBe(expected);
});

it('shortens names that file systems do not take, and keeps them apart', () => {
  const long = (end: string) => `${'日本語'.repeat(40)}${end}.md`;
  const [a, b] = ['a', 'b'].map((end) => outputPath(long(end), { layout: 'tree' }));
  expect(Buffer.byteLength(a!)).toBeLessThanOrEqual(255);
  expect(a).toMatch(/~[0-9a-f]{8}\.mdc$/);
  expect(a).not.toBe(b);
});

it.each([
  ['the same name', ['a.mdc', 'a.mdc']],
  ['letter case', ['Guide/a.mdc', 'guide/A.mdc']],
  ['composed and combining accents', ['\u00e9.mdc', 'e\u0301.mdc']],
])('finds outputs that collide by %s', (_, outs) => {
  const targets = outs.map((out, index) => ({ path: `${index}.md`, out }));
  const found = collisions(targets);
  expect([...found.keys()]).toEqual(['1.md']);
  expect(found.get('1.md')).toMatchObject({ severity: 'error', rule: 'collision' });
  expect(found.get('1.md')?.reason).toContain('0.md');
});

it('lets different outputs be', () => {
  expect(
    collisions([
      { path: 'a', out: 'a.mdc' },
      { path: 'b', out: 'b.mdc' },
    ]).size,
  ).toBe(0);
});
