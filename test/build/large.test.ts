import { expect, it } from 'vitest';
import { build } from '../../src/build.ts';
import { project } from './project.ts';
import '../setup/package.ts';

// A call takes some 120,000 arguments; lists of nodes grow beyond that.
const many = 130_000;

it.each([
  ['paragraphs', `import X from './x';\n\n${'word\n\n'.repeat(many)}`],
  ['definitions', Array.from({ length: many }, (_, n) => `[d${n}]: /u\n`).join('')],
])('builds a document of 130,000 %s with the native parser', async (_, text) => {
  const own = project({ 'a.mdx': `# A\n\n${text}` });
  const { metrics, messages } = await build(own.settings({ parser: 'native' }));
  expect(messages.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(metrics.documents).toMatchObject({ written: 1, failed: 0 });
});

it('gives a worker the memory that its largest document takes', async () => {
  const text = '# A\n\nSome *words* and [more](https://example.com) in `a` line.\n\n'.repeat(
    60_000,
  );
  const own = project({ 'a.md': text });
  const config = { parallel: true, inlineThreshold: 1, memoryLimitMb: 32 };
  const { metrics, messages } = await build(own.settings(config));
  expect(messages).toEqual([]);
  expect(metrics.documents.written).toBe(1);
});
