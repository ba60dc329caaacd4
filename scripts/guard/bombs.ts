import type { Random } from '../fuzz/random.ts';

/** What nests in JavaScript, with what closes it where it must be closed. */
const units: readonly (readonly [open: string, close: string])[] = [
  ...(['[]', '()', '{}'] as const).map((pair) => [pair[0]!, pair[1]!] as const),
  ...([
    ['{a:', '}'],
    ['a(', ')'],
    ['new a(', ')'],
    ['a[', ']'],
    ['[...', ']'],
  ] as const),
  ...([
    ['(a,', ')'],
    ['(a=', ')=>1'],
    ['()=>(', ')'],
    ['()=>{', '}'],
    ['async(', ')'],
  ] as const),
  ...([
    ['{[', ']:1}'],
    ['{a(){return ', '}}'],
    ['function(){return ', '}'],
    ['import(', ')'],
  ] as const),
  ...([
    ['class{a=', '}'],
    ['class extends ', '{}'],
    ['`${', '}`'],
    ['{"a":["b",', ']}'],
  ] as const),
  ...([
    ['<a>', '</a>'],
    ['<>', '</>'],
    ['<a>{', '}</a>'],
    ['<a b={', '}/>'],
    ['{<a>', '</a>}'],
    ['<a b={<b>', '</b>}></a>'],
    ['<a b="`{">{/*"*/', '}</a>'],
  ] as const),
  ...([
    ['if(a)', ''],
    ['if(a);else ', ''],
    ['for(;;)', ''],
    ['do ', ''],
    ['while(a)', ''],
  ] as const),
  ...([
    ['try{', '}finally{}'],
    ['switch(a){default:', '}'],
    ['a:', ''],
    ['{', '}\n'],
  ] as const),
  ...[
    'a=',
    'a?b:',
    '!',
    '~',
    '- ',
    '+-',
    'a=>',
    'new ',
    'typeof ',
    'await ',
    'yield ',
    'void ',
  ].map((open) => [open, ''] as const),
  ...['a+', 'a**', 'a??', 'a&&', 'a<', 'a/', 'a,', '.b', '?.b', '()', '[1]', '``', 'a in '].map(
    (open) => [open, ''] as const,
  ),
];

const long = 'a '.repeat(2_000);
const ends = '</a>'.repeat(30);

/** Places in a document that seem to be code, text or the end of something, and are not. */
const contexts: readonly (readonly [before: string, after: string])[] = [
  ['{', '}\n'],
  ['{', '\n'],
  // The end of the text is far, and looked for again and again.
  ['{', `\n\n${'a b\n\n'.repeat(5_000)}`],
  ['{\n\n'.repeat(50), `\n\n${'a b\n\n'.repeat(5_000)}`],
  ['a {', '} b\n'],
  ['export const a = ', '\n'],
  ['export default\n\n', '\n'],
  ['export const a = () => {', '}\n'],
  ['import a from "a"\nexport default ', '\n\ntext\n'],
  ['<A b={', '}/>\n'],
  ['<A>{', '}</A>\n'],
  ['<A>\n\n{', '}\n\n</A>\n'],
  ['<\u00c4 c="`" b={', '} d="`"/>\n'],
  ['{/* } */ ', '}\n'],
  ["{'\\'' + ", '}\n'],
  ["{/'/ + ", '}\n'],
  ['{`${', '}`}\n'],
  ['{`\n```\n${', '}\n```\n`}\n'],
  ['- ~~~\n{', '}\n'],
  ['* * * ~~~\n{', '}\n'],
  ['a\n10. ~~~\n{', '}\n'],
  ['- a\n\n  ```\nb\n\n{', '}\n'],
  ['> ```\n{', '}\n'],
  ['```js\n', '\n```\n'],
  ['{a}\n\n```js\n', '\n```\n\n{b}\n'],
  ['<A>\n\n    ```js\n    ', '\n    ```\n\n</A>\n'],
  ['`a\n\t\n{', '} `\n'],
  ['[`]{', '}`\n'],
  ['[a](/{") {" ', '}\n'],
  ['| a | {', '} |\n| - | - |\n'],
  ['# a {', '}\n'],
  ['[a]: /{ "{', '}"\n'],
  ['<!-- {', '} -->\n'],
  ['\\{', '}\n'],
  ['> - {', '}\n'],
  // What is without an end where the heading or the paragraph ends, and has one in the whole text.
  ['# a {', `${long}}\n${ends}}\n`],
  ['# <a b={', `${long}}/>\n${ends}}/>\n`],
  ['a <a b={', `${long}}/>\n\n${ends}}/>\n`],
  ['> a <a b={', `${long}}/> {a} {a}\n\n${ends}}/>\n`],
];

/** What may stand between the parts of a bomb to hide some of them. */
const fillers = ['', '', '', ' ', '\n', '/**/', '"]"', "'}'", '//)\n', '/]/', '`)`', 'a ', '\\'];

/** A document that nests something in a place that is hard to tell; its size is near what is let through. */
export function bomb(random: Random): string {
  const parts = Array.from({ length: 1 + Math.floor(random.next() * 3) }, () => random.pick(units));
  const filler = random.pick(fillers);
  const count = Math.round(10 ** (1 + random.next() * 3.2));
  const open = parts.map(([text]) => text + filler).join('');
  const close = parts
    .map(([, text]) => text)
    .toReversed()
    .join('');
  const middle = random.pick(['', '1', 'a']);
  const closed = random.next() < 0.7 ? close.repeat(count) : '';
  const text = open.repeat(count) + middle + closed;
  const [before, after] = random.pick(contexts);
  const inner = before + text + after;
  if (random.next() < 0.6) return inner;
  const [outer, end] = random.pick(contexts);
  return outer + inner + end;
}
