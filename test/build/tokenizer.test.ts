import { expect, it } from 'vitest';
import { build } from '../../src/build.ts';
import type { Config } from '../../src/config/settings.ts';
import { project } from './project.ts';

const text = `# Title\n\n${'Ununderstandable internationalisation, 日本語の文章. '.repeat(20)}\n`;

async function builtWith(tokenizer: Config['tokenizer']) {
  const { settings, output } = project({ 'a.md': text });
  const { metrics } = await build(settings({ llmsTxt: true, search: true, tokenizer }));
  const files = output();
  const [line] = files['index.jsonl']!.split('\n');
  return {
    tokens: JSON.parse(line!).tokens.after as number,
    total: metrics.tokens.after,
    said: /^1 page, (\d+) tokens \((.*)\)\.$/m.exec(files['llms.txt']!)!.slice(1),
    setting: JSON.parse(files['manifest.json']!).settings.tokenizer,
  };
}

it.each([
  [undefined, 'o200k_base'],
  ['o200k_base', 'o200k_base'],
  ['cl100k_base', 'cl100k_base'],
  [{ name: 'mine', factor: 1.2 }, 'mine, estimated'],
  [{ name: 'mine', charactersPerToken: 3.5 }, 'mine, estimated'],
] as const)('with the tokenizer %j the output says %s', async (tokenizer, name) => {
  const { tokens, total, said, setting } = await builtWith(tokenizer);
  expect(total).toBe(tokens);
  expect(said).toEqual([String(tokens), name]);
  expect(setting).toEqual(tokenizer ?? 'o200k_base');
});

it('counts by the tokenizer that is set', async () => {
  const [o200k, cl100k, estimate, characters] = await Promise.all([
    builtWith('o200k_base'),
    builtWith('cl100k_base'),
    builtWith({ name: 'twice', factor: 2 }),
    builtWith({ name: 'characters', charactersPerToken: 1 }),
  ]);
  expect(cl100k.tokens).not.toBe(o200k.tokens);
  expect(estimate.tokens).toBe(o200k.tokens * 2);
  expect(characters.tokens).toBe(text.trimEnd().length + 1);
});
