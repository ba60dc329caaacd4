import { describe, expect, it } from 'vitest';
import { align } from '../../src/verify/compare/align.ts';
import { compareLevels, faultsOfLevels } from '../../src/verify/compare/headings.ts';
import { wordsOf } from '../../src/verify/evidence.ts';
import { withoutDropped } from '../../src/verify/source/dropped.ts';
import { literalsOf } from '../../src/verify/source/literals.ts';
import { type RegionOptions, readRegions } from '../../src/verify/source/regions.ts';
import { readTag } from '../../src/verify/source/tag.ts';

describe('a tag', () => {
  it.each<[text: string, name?: string, attributes?: string[], behind?: string]>([
    ['<a>b', 'a', [], 'b'],
    ['<>b', '', [], 'b'],
    ['</ a >', '/a'],
    ['<a-b.c:d/>', 'a-b.c:d/'],
    ['<a / >b', 'a/', [], 'b'],
    ['<a/b>'],
    ['<1>'],
    ['<'],
    ['<a'],
    ['<a b c="d" e=\'f\'>', 'a', ['b=', 'c=d', 'e=f']],
    ['<a g=`h` i={j} k=l {...m}>', 'a', ['g={h}', 'i={j}', 'k=l', '={}']],
    ['<a\n  b = "c"\n>', 'a', ['b=c']],
    ['<a b={{c}}/>d', 'a/', ['b={{c}}'], 'd'],
    ['<a b="c>'],
    ['<a b={c>'],
    ['<a b=>'],
    ['<a =b>'],
    // Braces in strings close nothing.
    ['<a b={"}"}>', 'a', ['b={"}"}']],
    ['<a b={"\\"}"}>', 'a', ['b={"\\"}"}']],
    ['<a b={`\n}`}>', 'a', ['b={`\n}`}']],
    ["<a b={it's}>", 'a', ["b={it's}"]],
    ['<a b={"c\n}"}>'],
  ])('%j', (text, name, attributes = [], behind = '') => {
    const tag = readTag(text, 0);
    const shown = tag && (tag.closing ? '/' : '') + tag.name + (tag.selfClosing ? '/' : '');
    expect(shown).toBe(name);
    const said = tag?.attributes.map((one) =>
      [one.name, one.expression ? `{${one.value}}` : one.value].join('='),
    );
    expect(said ?? []).toEqual(attributes);
    expect(tag ? text.slice(tag.end) : '').toBe(behind);
  });
});

describe('what is code and what is prose', () => {
  const dedented = { mdx: false, dedented: true };
  const mdx = { mdx: true };
  it.each<[text: string, prose: string, blocks?: string[], options?: RegionOptions]>([
    ['a\n```js x\nb\n```\nc', 'a\n\n\n\nc', ['js x 2: b']],
    ['```js{2-3} x', '', ['js {2-3} x 1: ']],
    ['```{note} x', '', ['{note} x 1: ']],
    ['~~~\n```\n~~~\nc', '\n\n\nc', ['  1: ```']],
    ['````\n```\n````\nc', '\n\n\nc', ['  1: ```']],
    ['``` a`b\nc', '``` a`b\nc'],
    ['```\na\n  ```  \nb', '\n\n\nb', ['  1: a']],
    ['```\na\n    ```\nb', '\n\n\n', ['  1: a/    ```/b']],
    ['```\na\n    ```\nb', '\n\n\nb', ['  1: a'], mdx],
    ['```\n    ```x\n    ```\n```\nb', '\n\n\n\nb', ['  1:     ```x/    ```'], mdx],
    ['> ```\n> a\nb', '\n\nb', ['  1: a']],
    ['>\t```\n>\ta\n> \tb', '\n\n', ['  1: a/b']],
    ['- ```\n  a\n   b\n  ```\nc', '\n\n\n\nc', ['  1: a/ b']],
    ['-\t```\n\ta\n \t b\n\t```', '\n\n\n', ['  1: a/ b']],
    ['1. > ```\n   > a\n   > ```', '\n\n', ['  1: a']],
    // A fence ends with the list item that it stands in.
    ['- a\n\n  ```\n  b\nc', '- a\n\n\n\nc', ['  3: b']],
    ['- a\n\n  ```\n  b\nc', '- a\n\n\n\nc', ['  3: b'], mdx],
    ['  ```\n  a\n- b\n  ```', '\n\n\n', ['  1: a/- b']],
    // A fence that a line of less indentation ends is none for some dialects.
    ['  ```\n a\n  ```\nb', '  ```\n a\n  ```\nb', [], dedented],
    ['  ```\n\n  a\n  ```\nb', '\n\n\n\nb', ['  1: /a'], dedented],
    ['  ```\n  a', '  ```\n  a', [], dedented],
    ['```\na\n```\nb', '\n\n\nb', ['  1: a'], dedented],
    ['\t```\n    a\n\t```\nb', '\n\n\nb', ['  1: a'], dedented],
    // Modules begin at a block's beginning and end where the text is one.
    ["import a from 'b'\n\nc", "import a from 'b'\n\nc"],
    ["import a from 'b'\n\nc", '\n\nc', [], mdx],
    ["import a from 'b'", '', [], mdx],
    ['export const a = b\n  + c\n\nd', '\n\n\nd', [], mdx],
    ['a\nimport b', 'a\nimport b', [], mdx],
    ['# A\nexport const b = {\n\n}\n\nc', '# A\n\n\n\n\nc', [], mdx],
    ['***\nimport "b"', '***\n', [], mdx],
    ['<A>\nimport "b"', '<A>\n', [], mdx],
    [':::note\na\n:::\nimport "b"', ':::note\na\n:::\n', [], mdx],
    ['export const a = `\n\nb`', '\n\n', [], mdx],
    ['export const = 1\n\nc', 'export const = 1\n\nc', [], mdx],
    // Comments, scripts and styles hold no prose.
    ['<?a b?>\nc <?d?>', '       \nc      '],
    ['a <!-- b --> c', 'a            c'],
    ['a <!-- b\nc --> d\ne', 'a \n      d\ne'],
    ['a <!-- b\nc', 'a <!-- b\nc'],
    ['a\n\n<!-- b\n\nc', 'a\n\n\n\n'],
    ['a <!-- b --> <!-- c\n--> {/* d */}', 'a            \n             '],
    ['{/* a */ } b', '           b'],
    ['a {/* b\n\nc */} d', 'a \n\n      d'],
    ['`<!--` a --> b', '`<!--` a --> b'],
    ['\\<!-- a -->', '\\<!-- a -->'],
    ['<script>a</script> b', '                   b'],
    ['<style>\na\n</style>b', '\n\n        b'],
    // A tag over several lines holds no fence, a text that only begins like one does.
    ['<A\n  b="\n```\n"\n>\nc', '<A\n  b="\n```\n"\n>\nc'],
    ['<A\n/>\n```\nd', '<A\n/>\n\n', ['  3: d']],
    ['<A b\n```\nc', '<A b\n\n', ['  2: c']],
    ['<A b> <!-- c --> d', '<A b>            d'],
    ['```diff:title=a.js\n+b\n```', '\n\n', ['diff title=a.js 1: +b']],
  ])('%j', (text, prose, blocks = [], options = { mdx: false }) => {
    const found = readRegions(text, options);
    expect(found.prose.join('\n')).toBe(prose);
    const said = found.blocks.map(
      ({ lang, meta, line, lines }) => `${lang} ${meta} ${line}: ${lines.join('/')}`,
    );
    expect(said).toEqual(blocks);
  });
});

describe('what a template says whatever it is given', () => {
  it.each<[file: string, text: string, said: string]>([
    ['a.vue', '<template>\n<p>One {{ two }} three</p>\n</template>', '\n\nOne   three\n\n'],
    ['a.vue', 'a\n<template lang="x"><p>A</p></template><b>c</b>', '\nA\n'],
    ['a.vue', '<p>One</p>', ''],
    ['a.vue', '</template><template>a', ''],
    // A word that goes on in an expression is not a whole one.
    ['a.vue', '<template><p>A{{b}}c d</p></template>', '\n  d\n'],
    ['a.vue', '<template><p v-if="a">One</p><p>Two</p></template>', '\n\nTwo\n'],
    ['a.vue', '<template><Own/><Own v-if="x"/><Other/></template>', '\n\n<Own />\n\n\n\n'],
    ['a.vue', '<template><!-- a --><p>b</p><!-- c</template>', '\nb\n'],
    ['a.vue', '<template>a < b {{ c</template>', 'a  b  { c'],
    ['a.astro', '---\nconst a\n---\n<p>One {two} three</p>', '\nOne   three\n'],
    ['a.astro', '<p>a</p><style>b</style><slot>c</slot><Other>d</Other>', '\na\n\n\n\n'],
  ])('%s: %j', (path, text, said) => {
    expect(literalsOf(text, { path, components: new Set(['Own']) })).toBe(said);
  });
});

describe('what the configuration drops', () => {
  it.each<[name: string, text: string, left: string]>([
    ['containers team', ':::team\na\n:::\nb', '\n\n\nb'],
    ['containers team', '::::team\n:::\na\n::::\nb', '\n\n\n\nb'],
    ['containers team', '> :::{team}\n> a\n> :::\nb', '\n\n\nb'],
    ['containers team', 'a\n:::team\nb', 'a\n\n'],
    ['containers team', ':::other\na\n:::', ':::other\na\n:::'],
    ['containers team', '```\n:::team\n```\na', '```\n:::team\n```\na'],
    ['macros m', 'a {{< m x >}}b\nc{{< /m >}} d', 'a \n d'],
    ['macros m', '{%- m -%}a{%- endm -%}b {% mm %}c{% endmm %}', 'b {% mm %}c{% endmm %}'],
    ['components B', 'a <B c>d\ne</B> f', 'a \n f'],
    ['components B', '</B>a <B/> b <BB/>', '</B>a  b <BB/>'],
    ['components [x]', '<C x/>a <D y/>b', 'a <D y/>b'],
    ['components *End', '<FooEnd/>a<Foo/>', 'a<Foo/>'],
    ['components .y', '<p class="x y">a</p> <p class="z">b</p>', ' <p class="z">b</p>'],
    ['components p.y', '<p className="y">a</p> <b class="y">c</b>', ' <b class="y">c</b>'],
  ])('%s: %j', (what, text, left) => {
    const [kind = '', name = ''] = what.split(' ');
    expect(withoutDropped(text, { [kind]: [name] }, false)).toBe(left);
  });
});

describe('words that go together', () => {
  it.each([
    ['a b c', 'a b c', '0 1 2'],
    ['a b c', 'c a b', '1 2 -1'],
    ['a x b', 'a y b', '0 -1 2'],
    ['x a b y', 'a b', '-1 0 1 -1'],
    ['a b c d e', 'e a c b d', '1 -1 2 4 -1'],
    // Those that stand more than once go with as many as keep their order.
    ['a b a', 'b a b', '-1 0 1'],
    ['a a b', 'a b b', '0 -1 2'],
    ['x x a x x', 'x a x', '0 -1 1 -1 2'],
    ['a b c b', 'x b c b y', '-1 1 2 3'],
    ['a b c', 'd e', '-1 -1 -1'],
  ])('%s, %s', (a, b, pairs) => {
    expect([...align(a.split(' '), b.split(' '))].join(' ')).toBe(pairs);
  });

  it('stand side by side in long texts that have each of them several times', () => {
    const words = Array.from({ length: 2_500 }, (_, at) => `w${at}`);
    const text = [...words, ...words.toReversed()];
    const pairs = align(['one', ...text, 'two'], ['three', ...text, 'four']);
    expect([...pairs].filter((at) => at < 0)).toHaveLength(2);
  });

  it('tell where they stand, and whether the next one follows without a space', () => {
    const said = wordsOf('a b-c\nd https://a.example/b 漢字 a1_b', 3).map(
      ({ text, line, at, glued }) => `${line}:${at} ${text}${glued ? '+' : ''}`,
    );
    expect(said).toEqual([
      '3:0 a',
      '3:2 b+',
      '3:4 c',
      '4:6 d',
      '4:28 漢+',
      '4:29 字',
      '4:31 a1+',
      '4:34 b',
    ]);
  });
});

describe('levels of headings', () => {
  const changed = ['3 level of a heading changed: "c"'];
  const skipped = (line: number, name: string) => [
    `${line} level left out above the heading: "${name}"`,
  ];
  it.each<[source: string, output: string, said: string[], alone?: string[]]>([
    ['1a 2b 3c', '1a 2b 3c', []],
    ['1a 2b 3c', '1a 2b 2c', changed],
    ['1a 2b 2c', '1a 2b 3c', changed],
    ['2a 3b', '1a 2b', []],
    ['2a 2b', '1a 3b', [], skipped(2, 'b')],
    ['1a 2b 3c', '1a 3c', [], skipped(2, 'c')],
    // A title in a component is a part of what it stands in.
    ['1a 2b 1c', '1a 2b 2c', []],
    ['1a 2b 1c', '1a 2b 3c', []],
    // What another file has said above is not known.
    ['1a 2b 3c', '1a 2x 3c', []],
  ])('%s, %s', (source, output, said, alone = []) => {
    const read = (text: string) =>
      text.split(' ').map(([level, key = ''], at) => ({ key, level: Number(level), line: at + 1 }));
    const lines = (faults: { line: number; what: string }[]) =>
      faults.map(({ line, what }) => `${line} ${what}`);
    expect(lines(compareLevels(read(source), read(output)))).toEqual(said);
    expect(lines(faultsOfLevels(read(output)))).toEqual(alone);
  });
});
