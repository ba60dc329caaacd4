import type { Nodes } from 'mdast';
import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../src/contract/dialect.ts';
import { parseDocument } from '../../src/document/parse.ts';
import { cpuSeconds } from '../setup/cpu-seconds.ts';

const dialect: Dialect = {
  name: 'test',
  markdown: 'markdown',
  syntaxes: ['containers', 'heading-ids', 'shortcodes', 'mdc', 'myst', 'mkdocs'],
};

const times = (text: string, count: number) => text.repeat(count);

/** Seconds of CPU within which each ends on a slow machine; most take well under one. */
const most = 20;

const documents: Record<string, string> = {
  'block quotes': `${times('>', 100_000)}a`,
  'block quotes with blanks': `${times('> ', 100_000)}a`,
  'lists on a line': `${times('- ', 10_000)}a`,
  'numbered lists on a line': `${times('1. ', 10_000)}a`,
  'lists by indentation': Array.from({ length: 1500 }, (_, n) => `${times('  ', n)}- a`).join('\n'),
  'quotes of lists': `${times('> - ', 5_000)}a`,
  'opening brackets': times('[', 100_000),
  'pairs of brackets': times('[', 50_000) + times(']', 50_000),
  'links without end': times('[a](', 50_000),
  stars: times('*a ', 50_000),
  underscores: times('_a', 100_000),
  backticks: times('`', 100_000),
  'backticks of all lengths': Array.from({ length: 1000 }, (_, n) => times('`', n + 1)).join(' '),
  'less-than signs': times('<', 100_000),
  'tags without end': times('<a>', 20_000),
  'ends without tags': times('</a>', 5_000),
  'components in each other': times('<A>\n', 5_000) + times('</A>\n', 5_000),
  ampersands: times('&', 100_000),
  references: times('&#x41;', 50_000),
  pipes: times('|', 100_000),
  'a long table': `|a|\n|-|\n${times('|a\n', 20_000)}`,
  braces: times('{', 100_000),
  'an expression of 1 MB': `{${times('a+', 500_000)}a}`,
  'nested brackets in an expression': `{${times('[', 100_000)}${times(']', 100_000)}}`,
  'an export without end': `export const a = ${times('[', 50_000)}`,
  'containers without end': times(':::a\n', 5_000),
  'containers in each other': times(':::a\n', 2_000) + times(':::\n', 2_000),
  'shortcodes in each other': times('{{< a >}}\n', 2_000) + times('{{< /a >}}\n', 2_000),
  'a long body in shortcodes': `{{< a >}}\n  {{< b >}}\n${times('  a\n', 130_000)}  {{< /b >}}\n{{< /a >}}\n`,
  'links of nothing': times('http://', 50_000),
  'comments without end': times('<!--', 20_000),
  'a word a line': times('a\n', 300_000),
  'one long line': times('word ', 1_000_000),
  'lone surrogates': times('\uD800 \uDC00', 10_000),
};

describe.each(Object.entries(documents))('%s', (_, text) => {
  it.each(['a.md', 'a.mdx'])('ends soon, with a tree that can be walked, as %s', async (path) => {
    const seconds = await cpuSeconds(() => {
      const { tree } = parseDocument({ text, path, dialect, parser: 'auto' });
      expect(depthOf(tree)).toBeLessThan(300);
    });
    expect(seconds).toBeLessThan(most);
  });
});

/** Levels of a tree, found without recursion. */
function depthOf(root: Nodes): number {
  let deepest = 0;
  const stack: [Nodes, number][] = [[root, 1]];
  for (let entry = stack.pop(); entry !== undefined; entry = stack.pop()) {
    const [node, depth] = entry;
    deepest = Math.max(deepest, depth);
    if ('children' in node)
      for (const child of node.children) stack.push([child as Nodes, depth + 1]);
  }
  return deepest;
}

it('leaves code as it is, however deeply its lines seem to nest', () => {
  const deep = `${times('> ', 60)}a`;
  const text = `${deep}\n\n\`\`\`\n${deep}\n\`\`\`\n`;
  const { tree } = parseDocument({ text, path: 'a.md', dialect, parser: 'remark' });
  const codes: string[] = [];
  const visit = (node: Nodes) => {
    if (node.type === 'code') codes.push(node.value);
    if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(tree);
  expect(codes).toContain(deep);
});
