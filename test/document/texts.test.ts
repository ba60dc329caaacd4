import { expect, it } from 'vitest';
import type { Syntax } from '../../src/document/document.ts';
import { parseWithNative, requireNative } from '../../src/document/parse/native.ts';
import { textsForNative } from '../../src/document/parse/syntax-tree.ts';
import { parseDocument } from '../../src/document/parse.ts';
import { renderBody, renderReference } from '../../src/document/render.ts';
import { show } from './show.ts';

const native = requireNative();

/** Short texts, each at the border of a rule of reading or writing. */
const cases: [path: 'a.md' | 'a.mdx', rule: string, text: string][] = [
  ['a.mdx', 'front matter with indented keys', '---\n  h: s\n---'],
  ['a.mdx', 'front matter with a key twice', '---\ntitle: \ntitle: \n---'],
  ['a.mdx', 'front matter that is no map', '---\nx\n---'],
  ['a.md', 'front matter below a blank line, with an empty key', '\n---\n: \n---'],
  ['a.md', 'rules below a blank line', '\n---\n---'],
  ['a.md', 'front matter below a blank line', '\n---\na: b\n---\n{'],
  ['a.mdx', 'empty front matter', '---\n---\n{'],
  ['a.md', 'front matter at the end', '---\na: b\n---'],
  ['a.md', 'a quote that ends code in an item', '1. ~~~\n>'],
  ['a.md', 'a comment of MDX in Markdown', 'O{/*'],
  ['a.md', 'a fence in indented code', 's\n    ```\n    <```'],
  ['a.mdx', 'a fence in code of an indented fence', ' ```\n    ~~~\n*a*\n```'],
  ['a.mdx', 'a tag below an item', '- .\n<g/>\n'],
  ['a.md', 'a brace in code that ends nowhere', '```\n{\n>/'],
  ['a.md', 'a brace in the head of code that ends nowhere', '```{\n>/'],
  ['a.mdx', 'an expression over two lines', '{\n-/'],
  [
    'a.mdx',
    'an expression with tags that end nowhere',
    '{r<>{\n</A>\n<B>\n<C = {\n  d: {\n    <e f={g   <h1>',
  ],
  ['a.mdx', 'braces in braces', '{{<{{{{<{{<{{< {{<m{  {{< /my  \n  {{< ob'],
  [
    'a.mdx',
    'tags in braces',
    '{{<{{<{{< {{< {{<{< /m< obj  {{< /my  {{< {{< /{{< a: 1}\n  {{< /obj >}}',
  ],
  ['a.mdx', 'fragments in braces', '{{ {{<a>{<>{{< h="">{<>{{{<>{<>{{<>{<>{<k'],
  ['a.mdx', 'a paragraph in an element', '<a >\n<p>>\n</a>'],
  ['a.mdx', 'two definitions of one name', ' [`]:/\n[`]:m'],
  ['a.mdx', 'a quote in an item, and text below', '-\n  >\n  e'],
  ['a.mdx', 'an import of a brace', 'import }'],
  ['a.mdx', 'a tag that is none above code with a script', '<\n```\n<script</script>'],
  ['a.mdx', 'a tag that is none', '<\n:::i'],
  ['a.md', 'an export in Markdown', 'export d'],
  ['a.md', 'an element with text below', '<v>\nL\n-8<- "d"'],
  ['a.mdx', 'an expression behind an address', '/www.{\'}"'],
  ['a.mdx', 'code that no brace opens', '```\n    },\n    }),\n    // ...\n  ],\n});\n```'],
  ['a.mdx', 'emphasis in stars', '*o**'],
  ['a.mdx', 'stars behind a blank', 's **D*'],
  ['a.mdx', 'code that ends with a blank', '`t `'],
  ['a.mdx', 'code between blanks', '` t `'],
  ['a.md', 'an address in angles', '<http://a'],
  ['a.md', 'a link that is its address', '<http://a>'],
  ['a.mdx', 'an expression in a heading', '# l</>o'],
  ['a.md', 'links without text', '[]()[]()\n```['],
  ['a.md', 'an address with digits at its end', 's@0.3'],
  ['a.md', 'an address below an element, with a bracket', '<t>\nhttp://l) '],
  ['a.md', 'an address with brackets', 'http://l/(a) and (http://l/b)'],
  ['a.mdx', 'a less-than sign before an address', 'o<http://b'],
  ['a.md', 'a less-than sign before code with a greater one', 'e<f`>`'],
  ['a.md', 'a footnote and a bracket', '[^1]:[]['],
  ['a.md', 'a star before a slash', '*/*b'],
  ['a.md', 'a picture of a line', '![_]()'],
  ['a.md', 'a table with fewer cells', 'e||\n-|-\n/||-'],
  ['a.md', 'a table, and a bracket below', 't|h\n-|-\n\n*\n['],
];

/** The texts that the native parser is offered, and which of them it reads (`y`). */
function offered(text: string, syntax: Syntax): string {
  let said = '';
  for (const given of textsForNative(text, syntax)) {
    try {
      parseWithNative(native, { text, given, syntax });
      return `${said}y`;
    } catch {
      said += 'n';
    }
  }
  return said;
}

it.each(cases)('%s: %s', (path, _, text) => {
  const dialect = { name: 'test', markdown: path === 'a.md' ? 'markdown' : 'mdx' } as const;
  const read = (parser: 'auto' | 'remark') => {
    const { tree, frontmatter, syntax, messages } = parseDocument({ text, path, dialect, parser });
    const said = messages.map(({ line, rule, reason }) => `${line} ${rule}: ${reason}`);
    const shown = show(tree);
    // Elements of MDX have become Markdown before anything is written.
    const written = shown.includes('mdxJsx') ? [] : [renderBody(tree), renderReference(tree)];
    return [syntax, JSON.stringify(frontmatter), shown, ...said, ...written].join('\n');
  };
  const syntax = path === 'a.md' ? 'markdown' : 'mdx';
  expect(`${offered(text, syntax)} ${read('auto')}`).toMatchSnapshot();
  expect(read('remark')).toBe(read('auto'));
});
