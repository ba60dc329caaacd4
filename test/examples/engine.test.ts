import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

function run(example: string): string {
  return execFileSync(process.execPath, ['scripts/run.js', `examples/${example}.ts`], {
    encoding: 'utf8',
    timeout: 60_000,
  });
}

test('enrichment: both enrichers start before either ends, and the join waits for both', () => {
  const lines = run('enrichment').split('\n');
  const events = lines
    .filter((line) => / (?:starts|ends)$/.test(line))
    .map((line) => line.slice(8));
  expect(events).toEqual([
    'profile starts',
    'memory starts',
    'memory ends',
    'profile ends',
    'summary starts',
    'profile starts',
    'profile ends',
    'summary starts',
  ]);
  expect(lines).toContain('summary: Alice | learn Rust | build APIs | async | databases');
  expect(lines).toContain('made by: summary');
  expect(lines).toContain('without a session: Bob | learn Rust | build APIs (memory: no session)');
});

test('conflict: it is told, and resolved in three ways', () => {
  expect(run('conflict').trim().split('\n')).toEqual([
    `nothing said: Merge conflict for key 'title': stage 'heading' set "How to install", stage 'front-matter' set "Install", at the end of the run.`,
    expect.stringMatching(/^To resolve it, set a merge strategy/),
    '1. a strategy: {"title":"How to install"}',
    '2. a field rule: {"title":"How to install / Install"}',
    '3. a mapping: {"heading":"How to install","title":"Install"}',
  ]);
});
