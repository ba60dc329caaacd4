import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { folderWith } from '../setup/folder.ts';
import { blocks } from './blocks.ts';

const lines = blocks()
  .filter(({ language }) => language === 'sh')
  .flatMap(({ file, code }) =>
    code
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => ({ file, line: line.replace(/ {2}# .*/, '') })),
  );

/** `npx contextor build "a b" > file` -> its words, without what the shell does. */
function wordsOf(line: string): string[] | undefined {
  const command = /^(?:npx )?contextor (.+)$/.exec(line)?.[1]?.replace(/ (?:>>?|<) \S+$/, '');
  return command?.match(/"[^"]*"|\S+/g)?.map((word) => word.replace(/^"|"$/g, ''));
}

/** Lines of other programs: `.ci` runs those of the README, the others only install or wrap. */
const elsewhere = [
  'npm install --save-dev contextor',
  'npm install contextor bullmq ioredis',
  'npm ci && npm run context',
  'npm ci && npm test',
  'npm exec --workspace packages/docs -- contextor build',
  'pnpm exec contextor build',
  'yarn contextor build',
];

test('lines of other programs are known', () => {
  const others = lines.filter(
    ({ line }) => wordsOf(line) === undefined && !line.startsWith('npm run '),
  );
  expect(others.map(({ line }) => line).filter((line) => !elsewhere.includes(line))).toEqual([]);
});

test('npm scripts that are named exist', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
  for (const { line } of lines) {
    const script = /npm run ([\w:-]+)/.exec(line)?.[1];
    if (script !== undefined) expect(Object.keys(scripts)).toContain(script);
  }
});

const files = {
  'package.json': '{ "name": "acme-docs" }',
  'docs/index.md': '# Home\n\n[Guide](guide.mdx)\n\n## Retry a request\n\nCall `useFetch` again.\n',
  'docs/guide.mdx': '# Guide\n\n<Tip>Words.</Tip>\n',
  'docs/guides/a.md': '# A\n',
  'dist/index.html': '<h1>Home</h1>',
  'context7.json': '{ "projectTitle": "Acme" }',
};

/** A package that the configuration allows to be read. */
const packageFiles = {
  'contextor.config.json': '{ "deps": ["@acme/kit"] }',
  'node_modules/@acme/kit/package.json': '{ "version": "1.0.0" }',
  'node_modules/@acme/kit/docs/guide/keys.md': '# Keys\n',
};

/** A folder of this name would be taken for the sources by commands that name none. */
const elsewhereFiles = { 'content/a.md': '# A\n', 'content/docs/a.md': '# A\n' };

/** What has to be there before a command can do its work. */
const before: Readonly<Record<string, readonly string[][]>> = {
  check: [['build']],
  stats: [['build']],
  verify: [['build']],
  search: [['build', '--search']],
  pack: [['build', '--search']],
  mcp: [['build', '--search']],
  eval: [['build', '--search']],
  merge: [
    ['build', '--shard', '1/2', '--out', 'part-1'],
    ['build', '--shard', '2/2', '--out', 'part-2'],
  ],
};

describe('each command of the documentation works', () => {
  const commands = [...new Set(lines.map(({ line }) => line))].flatMap((line) => {
    const words = wordsOf(line);
    // Those of the queue need a Redis; test/queue runs them with one.
    return words === undefined || words.includes('--redis') ? [] : [{ line, words }];
  });

  test.each(commands)('$line', async ({ words }) => {
    const named = words.join(' ').includes('content') ? elsewhereFiles : {};
    const installed = words[0] === 'deps' ? packageFiles : {};
    const cwd = folderWith({ ...files, ...named, ...installed });
    for (const preparation of before[words[0]!] ?? []) await run(preparation, cwd);
    const { code, said } = await run(words, cwd);
    expect(said).not.toMatch(/^error:/m);
    const runsOn = ['watch', 'serve'].includes(words[0]!) || words.includes('--http');
    expect(code).toBe(runsOn ? 130 : 0);
  });
});

async function run(words: readonly string[], cwd: string): Promise<{ code: number; said: string }> {
  const [stdout, stderr, stdin] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const signals = new EventEmitter();
  stdin.end('# From stdin\n');
  stdout.resume();
  let said = '';
  stderr.on('data', (chunk) => {
    said += chunk;
    if (/Watching for changes|Serving at/.test(said)) signals.emit('SIGINT');
  });
  return { code: await main(words, { stdout, stderr, stdin, env: {}, cwd, signals }), said };
}
