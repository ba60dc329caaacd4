import { expect, it } from 'vitest';
import { fillCode } from '../../src/document/parse/fill-code.ts';
import { parseWithNative, requireNative } from '../../src/document/parse/native.ts';

const code = 'const a = {\n  b: "c",\n\n  d: "e",\n};\n// f g h\n';
const indented = (by: string) => code.replace(/^(?=.)/gm, by);

it.each([
  [
    'code of 39 letters',
    `\`\`\`\n${'a'.repeat(39)}\n\`\`\`\n`,
    `\`\`\`\n${'x'.repeat(39)}\n\`\`\`\n`,
  ],
  ['shorter code', `\`\`\`\n${'a'.repeat(38)}\n\`\`\`\n`, undefined],
  ['code without an end', `\`\`\`\n${code}`, undefined],
  ['a span of three ticks', `\`\`\`a\`\`\`\n${code}\`\`\`\n`, undefined],
  [
    'code, every other line of which is blank',
    `\`\`\`js\n${code}\`\`\`\na`,
    `\`\`\`js\n${'x'.repeat(13)}\n\n${'x'.repeat(13)}\n\n${'x'.repeat(13)}\n\n\`\`\`\na`,
  ],
  [
    'code of an indented fence, line by line',
    `a\n\n  ~~~\n${indented('  ')}  ~~~\n`,
    `a\n\n  ~~~\n${indented('  ').replace(/\S.*/g, (line) => 'x'.repeat(line.length))}  ~~~\n`,
  ],
  [
    'code that holds a shorter fence',
    `~~~~\n${'a'.repeat(36)}\n~~~\n~~~~\n`,
    `~~~~\n${'x'.repeat(39)}\n\n~~~~\n`,
  ],
])('%s', (_, text, filled = text) => {
  expect(fillCode(text).text).toBe(filled);
});

it.each([
  ['alone', `\`\`\`js\n${code}\`\`\`\n`],
  ['below a blank line', `\n\`\`\`js\n${code}\`\`\`\n`],
  ['twice', `~~~\n${code}~~~\n\na\n\n~~~\n${code}~~~\n\n{b}\n`],
  ['in an element', `<A>\n\`\`\`js\n${code}\`\`\`\n</A>\n`],
  ['in an element, indented', `<A>\n    \`\`\`js\n${indented('    ')}    \`\`\`\n</A>\n`],
  ['indented less than its fence', `<A>\n    \`\`\`js\n${indented(' ')}    \`\`\`\n</A>\n`],
  ['in an item, below other blocks', `a\n\n- b\n\n  ~~~\n${indented('  ')}  ~~~\n\n  {c}\n`],
  ['with an indented end', `~~~\n${code}   ~~~\n\na {b}\n`],
])('code %s is put back as it was', (_, text) => {
  const native = requireNative();
  const given = fillCode(text);
  expect(given.text).not.toBe(text);
  const restored = parseWithNative(native, { text, given, syntax: 'mdx' });
  const whole = parseWithNative(native, { text, given: { text, fenced: [] }, syntax: 'mdx' });
  expect(restored).toEqual(whole);
});

it.each([
  ['in a template', `{\`\n~~~\n\${1}${'b'.repeat(40)}\n~~~\n\`}\n`],
  ['in a comment', `{/*\n~~~\n${code}~~~\n*/}\n`],
  ['that its item ends', `- a\n\n  ~~~\n  ${'b'.repeat(40)}\nc\n\n~~~\n${code}~~~\n`],
])('what looks like code %s is not put back', (_, text) => {
  const given = fillCode(text);
  const parse = () => parseWithNative(requireNative(), { text, given, syntax: 'mdx' });
  expect(given.text).not.toBe(text);
  expect(parse).toThrow(SyntaxError);
});
