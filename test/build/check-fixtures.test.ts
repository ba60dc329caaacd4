import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkFixtures } from '../../src/check-fixtures.ts';
import { project } from './project.ts';

const stage = `export default { name: 'own', kind: 'enrich', output: { frontMatter: ['words'] },
  run({ text }) {
    if (text.includes('secret')) return { [Symbol.for('contextor.drop')]: true, reason: 'secret', keep: true };
    if (text.includes('bad')) throw new Error('no luck');
    return { words: text.trim().split(/\\s+/).length };
  } };`;

it('runs each fixture through the stages, and tells which are as expected', async () => {
  const { root, write } = project();
  write('own.mjs', stage);
  write('cases/one/input.md', '# One\n');
  write('cases/one/expected.mdc', '---\nwords: 2\n---\n\n# One\n');
  write('cases/two/input.mdx', '# Two\n');
  write('cases/three/input.md', 'secret\n');
  write('cases/three/expected.mdc', '(dropped by own: secret)\n');
  write('cases/four/input.md', 'bad\n');
  write('cases/notes.txt', '');
  const options = { cwd: root, transforms: ['./own.mjs'] };
  const found = await checkFixtures('cases', options);
  expect(found.map(({ name, passed }) => [name, passed])).toEqual([
    ['four', false],
    ['one', true],
    ['three', true],
    ['two', false],
  ]);
  expect(found[0]!.actual).toMatch(/^\(failed: .*no luck \(own\.mjs:\d+\)\)\n$/);
  await checkFixtures('cases', { ...options, update: true });
  expect(readFileSync(join(root, 'cases/two/expected.mdc'), 'utf8')).toContain('words: 2');
  expect((await checkFixtures('cases', options)).every(({ passed }) => passed)).toBe(true);
});

it('refuses a folder that holds none', async () => {
  const { root } = project();
  await expect(checkFixtures('none', { cwd: root })).rejects.toMatchObject({
    code: 'FIXTURES_MISSING',
  });
});
