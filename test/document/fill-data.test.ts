import type { MdxJsxFlowElement } from 'mdast-util-mdx';
import { expect, it } from 'vitest';
import { fillData } from '../../src/document/parse/fill-data.ts';
import { parseDocument } from '../../src/document/parse.ts';
import { resolveDialect } from '../../transforms/dialects/index.ts';

const long = JSON.stringify(Array.from({ length: 200 }, (_, at) => ({ '*_`[': [`{${at}}`, {}] })));
const line = (data: string) => `  of={${data}}`;
const element = (data: string) => `<X\n${line(data)}\n>\n\n</X>\n`;

it('long data becomes one string of the same length', () => {
  const { text, data } = fillData(element(long));
  expect(text).toBe(element(`"${'x'.repeat(long.length - 2)}"`));
  expect(data).toEqual([long]);
});

it('so does that of a tag in one line', () => {
  const tag = (data: string) => `<X a="b" of={${data}} c="d" />\n`;
  const { text, data } = fillData(tag(long));
  expect(text).toBe(tag(`"${'x'.repeat(long.length - 2)}"`));
  expect(data).toEqual([long]);
});

it.each<[what: string, text: string]>([
  ['a tag with other expressions', `<X a={b} of={${long}} />\n`],
  ['data before other expressions', `<X of={${long}} a={b} />\n`],
  ['short data', element('[{"a": 1}]')],
  ['data that does not end in its line', element(`${long.slice(0, -1)}\n]`)],
  ['JavaScript', element(`[${'a(), '.repeat(800)}]`)],
  ['a text', element(`"${'a'.repeat(3_000)}"`)],
  ['data without an attribute', `${long}\n`],
  ['data behind words', `Words${line(long)}\n`],
])('%s stays', (_, text) => {
  expect(fillData(text)).toEqual({ text, data: [] });
});

for (const parser of ['native', 'remark'] as const) {
  const parse = (text: string) =>
    parseDocument({ text, path: 'a.mdx', dialect: resolveDialect('generic'), parser });

  it(`${parser}: the attribute has its data, however many marks stand in it`, () => {
    const marks = JSON.stringify([Array.from({ length: 4_000 }, () => ({ '*_[': [] }))]);
    for (const text of [element(long), element(marks), `<X of={${marks}} />\n`]) {
      const data = text.includes(long) ? long : marks;
      const { tree, messages } = parse(text);
      const [{ attributes }] = tree.children as [MdxJsxFlowElement];
      expect(attributes).toMatchObject([{ name: 'of', value: { value: data } }]);
      expect(attributes[0]!.value).not.toHaveProperty('data');
      expect(messages).toEqual([]);
    }
  });

  it.each<[what: string, text: string, shown: object]>([
    ['code', `\`\`\`\n${line(long)}\n\`\`\`\n`, { type: 'code', value: line(long) }],
    [
      'a string',
      `<X of='\n${line(long)}\n' />\n`,
      { attributes: [{ value: `\n${line(long).trim()}\n` }] },
    ],
  ])(`${parser}: what only seems to be an attribute stays as it is in %s`, (_, text, shown) => {
    expect(parse(text).tree.children).toMatchObject([shown]);
  });
}

it('in Markdown, which has no such attributes, the marks of data count', () => {
  const marks = JSON.stringify([Array.from({ length: 4_000 }, () => ({ '*_[': [] }))]);
  const [text, dialect] = [`Words\n${line(marks)}\n`, resolveDialect('generic')];
  const { messages } = parseDocument({ text, path: 'a.md', dialect, parser: 'auto' });
  expect(messages).toMatchObject([{ rule: 'nesting', line: 1 }]);
});
