import { describe, expect, it } from 'vitest';
import { judge } from '../../src/document/parse/guard.ts';

const times = (text: string, count: number) => text.repeat(count);

describe('the guard before the native parser', () => {
  it.each([
    ['prose', 'a `b` **c**\n'],
    ['components', '<A b="c" d={[1, 2]}>\n\ntext\n\n</A>\n'],
    ['ESM', "import a from './\\_a.md'\nexport const b = { c: [1, 2] }\n\ntext\n"],
    ['code that nests', `\`\`\`js\n${times('[', 5_000)}\n\`\`\`\n`],
    [
      'an address with braces in a fence',
      '```js\nfetch(`https://a.b/${c}/{d}`)\n[a](/{") {"\n```\n',
    ],
    ['the same in a list', '- a\n\n  ```js\n  fetch(`https://a.b/${c}`)\n  ```\n'],
    [
      'a fence whose lines are less far in than it, but in its list item',
      `- a\n\n    \`\`\`js\n  ${times('[', 1_000)}\n    \`\`\`\n`,
    ],
    [
      'a fence behind a tab whose lines are behind spaces',
      `1. a\n\n\t\`\`\`js\n    ${times('[', 1_000)}\n\t\`\`\`\n`,
    ],
    [
      '60,000 fences in a component',
      `<A>\n${times('    ```js\n     a\n    ```\n\n', 60_000)}</A>\n`,
    ],
    [
      '60,000 fences in a component, each with a line before its column',
      `<A>\n${times('    ```js\n   a\n    ```\n\n', 60_000)}</A>\n`,
    ],
    ['a code span that nests', `\`${times('{', 2_000)}\`\n`],
    ['many small expressions', times('{a}\n\n', 2_000)],
    ['many components', times('<A b={1} />\n\n', 5_000)],
    ['a long attribute', `<path d="${times('M1,2 ', 1_000)}" />\n`],
    ['escaped braces', times('\\{', 2_000)],
  ])('lets %s pass', (_, text) => {
    expect(judge(text, 'mdx')).toBe('native');
  });

  it.each([
    ['nested brackets', `{${times('[', 1_000)}`],
    ['nested brackets in ESM', `export const a = ${times('[', 1_000)}`],
    ['nested brackets in an attribute', `<A b={${times('(', 1_000)}`],
    ['chained operators', `{${times('a=', 3_000)}b}`],
    ['chained words', `{${times('new ', 5_000)}a}`],
    ['brackets behind a comment that hides their ends', `{/* } */ ${times('[', 1_000)}`],
    ['brackets behind a string that hides a quote', `{'\\'' + ${times('[', 1_000)}`],
    ['brackets in a fence that an expression holds', `{\`\n\`\`\`\n${times('[', 1_000)}\n\`\`\`\n`],
    ['brackets in a fence that its list ends', `- a\n\n  \`\`\`\nb\n\n{${times('[', 1_000)}\n`],
    [
      'brackets in a fence that an inner list ends',
      `- a\n  - b\n\n      \`\`\`\n   c\n\n{${times('[', 1_000)}\n`,
    ],
    ['brackets behind a regular expression', `{/'/ + ${times('[', 1_000)}`],
    ['a brace in a link', `[a](/{") {" ${times('[', 1_000)}\n`],
    ['a code span over blocks', `\`a\n- b\` {${times('[', 1_000)}\n`],
  ])('keeps back %s', (_, text) => {
    expect(judge(text, 'mdx')).toBe('remark');
  });

  it.each([
    ['tags without end', times('<div>\n', 5_000)],
    ['an expression of a megabyte', `{${times('a+', 500_000)}a}`],
  ])('keeps from both parsers %s', (_, text) => {
    expect(judge(text, 'mdx')).toBe('none');
  });
});
