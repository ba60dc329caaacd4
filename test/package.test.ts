import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { sourceStack } from '../src/cli/failure.ts';
import { configJsonSchema } from '../src/config/json-schema.ts';
import { dist } from './setup/package.ts';

test('the JSON Schema that is published is the one of the settings', () => {
  expect(JSON.parse(readFileSync(join(dist, 'schema.json'), 'utf8'))).toEqual(configJsonSchema());
});

test('the stack of an internal error names lines of the sources', () => {
  const library = pathToFileURL(join(dist, 'src/index.js')).href;
  const script = `import { defineTransform, pipeline } from ${JSON.stringify(library)};
    try { pipeline('a').stage('b', () => {}, { after: 1 }).build(); } catch (error) { console.log(error.stack); }`;
  const stack = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
  });
  const [, file, line] = /^ +at .*\((src\/engine\/[\w/-]+\.ts):(\d+):\d+\)$/m.exec(
    sourceStack(stack),
  )!;
  expect(readFileSync(file!, 'utf8').split('\n')[Number(line) - 1]).toMatch(/throw|\(/);
});

test('files that lie apart from the package end with a message, not in a search without end', () => {
  const apart = mkdtempSync(join(tmpdir(), 'contextor-apart-'));
  try {
    cpSync(dist, join(apart, 'dist'), { recursive: true });
    symlinkSync(resolve('node_modules'), join(apart, 'node_modules'), 'junction');
    const bin = join(apart, 'dist', 'bin', 'contextor.js');
    const { stderr } = spawnSync(process.execPath, [bin, 'build', '--src', resolve('docs')], {
      cwd: apart,
      encoding: 'utf8',
      timeout: 60_000,
    });
    expect(stderr).toContain('lie apart from its package.json');
  } finally {
    rmSync(apart, { recursive: true, force: true });
  }
});

/** Names of the chunks that a file of the package loads before it runs. */
function chunksOf(file: string, found = new Set<string>()): Set<string> {
  const imports = readFileSync(file, 'utf8').matchAll(/(?:^|;|\bfrom|\bimport)"(\.[^"]+\.js)"/g);
  for (const [, path] of imports) {
    const chunk = join(dirname(file), path!);
    const name = basename(chunk, '.js');
    if (found.has(name)) continue;
    found.add(name);
    chunksOf(chunk, found);
  }
  return found;
}

const ofThread = [
  ...['acorn', 'dialects', 'engine', 'rolldown-runtime', 'search'],
  ...['shared', 'start', 'static', 'worker'],
];

// Each of them is compiled in every run, or in every thread.
test.each([
  [
    'a server over stdin and stdout',
    'chunks/mcp.js',
    ['build', 'check', 'dialects', 'rolldown-runtime', 'search', 'shared', 'start'],
  ],
  ['a build that has nothing to do', 'chunks/build.js', ['rolldown-runtime', 'shared', 'start']],
  [
    'a build that looks for a configuration',
    'chunks/find.js',
    ['build', 'rolldown-runtime', 'shared', 'start'],
  ],
  [
    'a build that looks for a site',
    'chunks/survey.js',
    ['build', 'dialects', 'rolldown-runtime', 'shared', 'start'],
  ],
  ['a thread', 'src/pool/worker/entry.js', ofThread],
])('%s loads no code that is for others', (_, file, chunks) => {
  expect([...chunksOf(join(dist, file))].sort()).toEqual(chunks);
});

test.each([
  [
    'a build that has nothing to do',
    'the schema',
    ['start', 'shared', 'build'],
    'ZodObject',
    'chunks/check.js',
  ],
  ['a thread', 'fast-glob', ofThread, 'micromatch', 'chunks/work.js'],
  ['a thread', 'the YAML parser', ofThread, 'BLOCK_FOLDED', 'rare/yaml.cjs'],
  ['a thread', 'RE2', ofThread, 'RE2JSSyntaxException', 'rare/engines.cjs'],
  ['a thread', 'the parser of Vue', ofThread, 'X_V_IF_NO_EXPRESSION', 'rare/compiler-dom.cjs'],
  [
    'a thread',
    'the parser of TypeScript',
    ofThread,
    'tsParseSignatureMember',
    'rare/acorn-typescript.cjs',
  ],
])('%s does not load %s', (_, __, loaded, sign, place) => {
  const text = (file: string) => readFileSync(join(dist, file), 'utf8');
  expect(text(place)).toContain(sign);
  for (const name of loaded) expect(text(`chunks/${name}.js`)).not.toContain(sign);
});
