import { expect, test } from 'vitest';
import { createProcessor } from '../../../src/job/process.ts';
import { workerSetup } from '../../../src/loader/setup.ts';
import { planBuild } from '../../../src/one-document.ts';
import { project } from '../../build/project.ts';

test.each([
  ['a', 'b'],
  ['b', 'a'],
])('a template reads the same whatever came before: %s, %s', async (...order) => {
  const files = { 'a.mdx': '# A\n\n<Own />\n\n[API]: /api\n', 'b.mdx': '# B\n\n<Own />\n' };
  const components = { Own: { as: 'template', text: 'See *the* [API]' } };
  const settings = project(files).settings({ dialect: 'generic', components });
  const processor = await createProcessor(workerSetup(settings, await planBuild(settings)));
  const texts: string[] = [];
  for (const name of order) {
    const record = await processor.process({ path: `${name}.mdx`, bytes: 0 });
    texts.push(record.status === 'ok' ? `${name}: ${record.text.split('---\n').at(-1)}` : 'failed');
  }
  expect(texts.sort()).toEqual([
    'a: # A\n\nSee _the_ [API](/api)\n',
    'b: # B\n\nSee _the_ [API]\n',
  ]);
});
