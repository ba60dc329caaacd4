import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../src/contract/dialect.ts';
import { parseDocument } from '../../src/document/parse.ts';

const read = (syntax: 'mdc' | 'myst', block: readonly string[]) => {
  const dialect: Dialect = { name: 'test', markdown: 'markdown', syntaxes: [syntax] };
  const [open, close] = syntax === 'mdc' ? ['::card', '::'] : ['```{card}', '```'];
  const text = ['# A', '', open, '---', ...block, '---', 'Text', close, ''].join('\n');
  return parseDocument({ text, path: 'a.md', dialect, parser: 'auto' });
};

describe.each(['mdc', 'myst'] as const)('a YAML block of %s', (syntax) => {
  it('has aliases', () => {
    const { tree, messages } = read(syntax, ['header: &a Hello', 'footer: *a']);
    expect(messages).toEqual([]);
    expect(JSON.stringify(tree)).toContain(
      '{"type":"mdxJsxAttribute","name":"footer","value":"Hello"',
    );
  });

  it.each([
    ['more aliases than anybody writes', ['a: &a 1', `b: [${'*a, '.repeat(101)}]`], 'aliases'],
    ['an alias of nothing', ['a: *b'], 'alias'],
    ['levels that nobody writes', [`a: ${'['.repeat(101)}`], '100 levels'],
  ])('with %s is told with its line', (_, block, why) => {
    const { messages } = read(syntax, block);
    expect(messages).toEqual([
      expect.objectContaining({
        rule: 'frontmatter',
        line: 3,
        reason: expect.stringContaining(why),
      }),
    ]);
  });
});
