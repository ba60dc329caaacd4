import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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
