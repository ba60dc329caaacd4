import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { generatedPages } from '../../scripts/reference/index.ts';

test.each(Object.keys(generatedPages))('docs/%s is up to date (npm run docs)', async (name) => {
  expect(readFileSync(`docs/${name}`, 'utf8')).toBe(await generatedPages[name]!());
});
