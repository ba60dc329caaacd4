import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { compile } from '../setup/compile.ts';
import { blocks } from './blocks.ts';

/** Names that an excerpt takes from the reader's own program. */
const theirs: Readonly<Record<string, readonly string[]>> = {
  'docs/contexts.md': [
    'context',
    'folder',
    'join',
    'loadRows',
    'open',
    'readFile',
    'url',
    'writeFile',
  ],
  'docs/merging.md': ['frontMatterTitle', 'headingTitle', 'pipeline'],
  'docs/stages.md': ['copyOf', 'loadProfile', 'loadWeather', 'request', 'writeReport'],
};

/** An excerpt as a module: what it begins with, or lacks, is declared. */
function asModule(file: string, code: string): string {
  const continued = code.startsWith('.') ? `declare const before: any;\nbefore${code}` : code;
  const names = (theirs[file] ?? []).filter(
    (name) => !new RegExp(`(?:const|function|import \\{[^}]*) ?\\b${name}\\b`).test(code),
  );
  return `${names.map((name) => `declare const ${name}: any;\n`).join('')}${continued}\nexport {};\n`;
}

test('every TypeScript block of the documentation type-checks', () => {
  const folder = 'node_modules/.cache/contextor-docs';
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const typed = blocks().filter(({ language }) => language === 'ts');
  for (const { file, line, code } of typed) {
    const name = file.replace(/\W+/g, '-');
    // The module says where it came from, should it not compile.
    writeFileSync(`${folder}/${name}-line-${line}.ts`, asModule(file, code));
  }
  const config = {
    extends: resolve('tsconfig.json'),
    compilerOptions: {
      noImplicitAny: false,
      paths: {
        contextor: [resolve('src/index.ts')],
        'contextor/engine': [resolve('src/engine/index.ts')],
      },
      types: [resolve('node_modules/@types/node')],
    },
    include: ['*.ts'],
  };
  writeFileSync(`${folder}/tsconfig.json`, JSON.stringify(config));
  expect(typed.length).toBeGreaterThan(10);
  expect(compile(['-p', folder, '--noEmit'])).toBe('');
});
