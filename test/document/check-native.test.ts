import { expect, it } from 'vitest';
import type { Syntax } from '../../src/document/document.ts';
import { parseWithNative, requireNative } from '../../src/document/parse/native.ts';

/** Whether the native parser's tree is taken, or the reference has to decide, which takes ten times as long. */
function isTaken(text: string, syntax: Syntax): boolean {
  try {
    parseWithNative(requireNative(), { text, given: { text, fenced: [] }, syntax });
    return true;
  } catch {
    return false;
  }
}

const rawEnd = '```html\n<script></script>\n```\n';

it.each<[name: string, text: string, syntax: Syntax, taken: boolean]>([
  ['elements within text', `a <b>c</b> <br>\n\n${rawEnd}`, 'markdown', true],
  ['elements within headings', `# a <sup>b</sup>\n\n${rawEnd}`, 'markdown', true],
  ['elements within cells', '| a |\n| - |\n| <b>c</b> |\n\n<br>\n', 'markdown', true],
  ['code below a heading', '# a\n    b\n    c\n', 'markdown', true],
  ['code below a heading below a list', '- a\n# b\n    c\n    d\n', 'markdown', false],
  ['code below a break below a list', '2.\n***\n    c\n    d\n', 'markdown', false],
  ['code below a fence below a list', '2.\n~~~\na\n~~~\n    c\n    d\n', 'markdown', false],
  ['raw text that ends', '<pre>\na\n</pre>\n', 'markdown', true],
  ['raw text that goes on below its end', '<pre>\n</script>\na\n</pre>\n', 'markdown', false],
  ['a row that begins with a tag', '| a |\n| - |\n<b> |\n', 'markdown', false],
  ['elements in MDX', '# a <b>c</b>\n\n<D>\n  e\n</D>\n', 'mdx', true],
  ['a name that is imported twice', "import a from 'a'\nimport a from 'b'\n", 'mdx', false],
])('%s', (_, text, syntax, taken) => {
  expect(isTaken(text, syntax)).toBe(taken);
});
