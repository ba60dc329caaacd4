import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { configSchema } from '../../src/config/schema.ts';
import { type Block, blocks } from './blocks.ts';

/** Blocks that show something else than a configuration. */
const others: Readonly<Record<string, RegExp>> = {
  'an output': /^---\ndescription: /,
  'a workflow': /^on: /,
  'hooks of pre-commit': /^repos:/,
  'a client of MCP': /^\{\s*"mcpServers"/,
};

function isConfiguration({ code }: Block): boolean {
  return !Object.values(others).some((pattern) => pattern.test(code));
}

const data = blocks().filter(({ language }) => language === 'json' || language === 'yaml');

test.each(data.filter(isConfiguration))('$file, line $line: a valid configuration', ({ code }) => {
  expect(configSchema.safeParse(parse(code)).error?.issues).toBeUndefined();
});

test.each(data)('$file, line $line: valid $language', ({ code, language }) => {
  const text = code.replace(/^---\n([\s\S]*?)---\n$/, '$1');
  expect(() => (language === 'json' ? JSON.parse(text) : parse(text))).not.toThrow();
});

test('blocks are in languages that a test looks at', () => {
  const known = ['ts', 'sh', 'json', 'yaml', 'text', 'md', 'mdx'];
  expect(blocks().filter(({ language }) => !known.includes(language))).toEqual([]);
});
