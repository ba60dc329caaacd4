import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runHere } from '../cli/run-here.ts';
import { guide, searchable } from './docs.ts';

const docs = { ...guide, 'en/v1/old.md': '# Old letters\n\nOld.\n', 'fr/v1/old.md': '# Lettres\n' };

test("'search' prints sections, and narrows them", async () => {
  const { out } = await searchable(docs);
  const found = await runHere(['search', 'retry', 'a', 'letter', '--docs', out, '--limit', '1']);
  expect(found.code).toBe(0);
  expect(found.stdout).toMatch(/^1\. Sending letters > Retry a failed letter\n {3}send\.md#retry/);
  const args = ['--docs', `lib=${out}`, '--json', '--source', 'lib'];
  const narrow = ['--locale', 'en', '--doc-version', 'v1', '--section', 'api'];
  const { code, stdout } = await runHere(['search', 'old letters', ...args, ...narrow]);
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    hits: [],
    hints: expect.arrayContaining(['Nothing with section "api"; there is api.']),
  });
});

test("'pack' keeps its budget, and says what it took", async () => {
  const { out } = await searchable(docs);
  const { code, stdout, stderr } = await runHere([
    'pack',
    'retry',
    '--docs',
    out,
    '--budget',
    '300',
  ]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^<document source="send\.mdc"/);
  expect(stderr).toMatch(/^\d+ of 300 tokens, from \d pages?\n$/);
});

test("'eval' prints figures of links and of graded questions", async () => {
  const { docs: own } = await searchable(docs);
  const graded = join(own.root, 'graded.yaml');
  const vars = '{ library: acme, query: raise a limit, qrels: [{ url: send, grade: 3 }] }';
  writeFileSync(graded, `entries:\n- vars: ${vars}\n`);
  const folders = ['--no-config', '--src', own.src];
  const asked = ['--graded', graded, '--library', 'acme', '--json'];
  const { code, stdout } = await runHere(['eval', ...folders, ...asked]);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    outputs: { compact: { graded: { queries: 1, mrr: 1 } } },
  });
  const table = (await runHere(['eval', ...folders])).stdout;
  expect(table).toMatch(/^Questions: \d+ link texts?\. Left out: /);
  for (const name of ['lossless', 'balanced', 'compact', 'sources']) expect(table).toContain(name);
});

test.each([
  [['search', 'x', '--limit', '0'], '--limit takes a whole number of at least 1, not "0"'],
  [['pack', 'x', '--budget', 'many'], '--budget takes a whole number of at least 1, not "many"'],
  [['mcp', '--http', '--port', '-1'], '--port takes a whole number of at least 0, not "-1"'],
  [['search', 'x', '--docs', 'nowhere'], 'there is no search index in'],
  [['mcp', '--http', '--host', '0.0.0.0', '--docs', 'OUT'], 'can be reached from other machines'],
])('%j is refused', async (args, message) => {
  const { out } = await searchable(guide);
  const { code, stderr } = await runHere(args.map((word) => (word === 'OUT' ? out : word)));
  expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
});
