import { expect, test } from 'vitest';
import { clean } from '../clean.ts';

const files = { 'docs/data.json': '{"a": 1, "b": ["x"]}' };
const esm =
  "import data from './data.json'; import picture from './a.png'; import { named } from './a.png'\nexport const one = '1'\nexport const list = ['x', 'y']\nexport const last = list.at(-1)\n\n";

const shown: [what: string, input: string, output: string][] = [
  ['a value', '{one}', '1'],
  ['a name that nothing defines', '{name} {a.b}', 'name a.b'],
  ['prose in braces', 'Line{1,2}', 'Line{1,2}'],
  ['nothing', 'A {undefined} {null} {/* comment */} B', 'A B'],
  ['a list that is worked out', '{list.map((name) => `(${name})`)}', '(x)(y)'],
  ['a name for what is worked out', '{last}', 'y'],
  ['data of a file', '{data.b.length}', '1'],
  ['JSON of a file', '{JSON.stringify(data)}', '{"a":1,"b":["x"]}'],
  ['what a page says where it has no props', "{props.name || 'x'} {props.name}", 'x props.name'],
  ['a condition', "{one === '1' ? 'yes' : 'no'}", 'yes'],
  ['front matter', '{frontMatter.tags.join(", ")}', 'p, q'],
  ['the address of a picture', '{picture}', './a.png'],
];

const lost: [source: string][] = [
  ['cond && <p>shown</p>'],
  ["cond ? 'x' : 'y'"],
  ['items.map((item) => <b>{item} word</b>)'],
  ['new Date().getFullYear()'],
  ['list[n]'],
  ['named'],
];

const run = (input: string) =>
  clean(`---\ntags: [p, q]\n---\n\n${esm}${input}\n`, { dialect: 'generic', files });

test.each(shown)('in prose, %s is shown: %s', (_, input, output) => {
  const { body, reports } = run(`T ${input}`);
  expect([body, reports]).toEqual([`T ${output}\n`, []]);
});

test.each(shown.filter(([what]) => what !== 'nothing'))(
  'in code, %s is shown: %s',
  (_, input, output) => {
    const { body, reports } = run(`A <code>${input}</code>\n\n<pre>${input}</pre>`);
    expect([body, reports]).toEqual([`A \`${output}\`\n\n\`\`\`\n${output}\n\`\`\`\n`, []]);
  },
);

test('values of one import that is not there are told once', () => {
  const input = "import made from './made.json';\n\n{made.a} and {made.b}\n\n{made.a}";
  const { body, reports } = run(input);
  expect(body).toBe('made.a and made.b\n\nmade.a\n');
  expect(reports.map(({ about, reason }) => [about, reason])).toEqual([
    [
      './made.json',
      '2 expressions show values of "./made.json" that are known only when the site runs ({made.a}, …); their names stand in their place',
    ],
  ]);
});

test('conditions and calls on one import that is not there are told once, too', () => {
  const input =
    "import made from './made.json';\n\nA\n\n{made.a?.b && <b>{made.a.b}</b>}\n\n{made.list.map((one) => one)}";
  expect(run(input).reports.map(({ reason }) => reason)).toEqual([
    expect.stringMatching(/^\d expressions show values of ".\/made.json" .*; they are left out$/),
  ]);
});

test.each(lost)('what only running tells is told, with its line: {%s}', (source) => {
  const reports = [`A {${source}}`, `A <code>{${source}}</code>`, `{${source}}`].flatMap(
    (input) => run(input).reports,
  );
  const told = { rule: 'expression-lost', severity: 'warning', about: source };
  expect(reports).toEqual(
    Array.from({ length: 3 }, () =>
      expect.objectContaining({
        ...told,
        at: { position: expect.objectContaining({ start: expect.objectContaining({ line: 10 }) }) },
      }),
    ),
  );
});

test('an expression that is met twice is told once', () => {
  expect(run('{f()} {f()}\n\n{f()}').reports).toHaveLength(1);
});

test.each([
  ['<Note title={JSON.stringify(list)}>\nA\n</Note>', '> [!NOTE]\n> **["x","y"]**\n>\n> A\n'],
  ['<Note title={list.join(" ")}>\nA\n</Note>', '> [!NOTE]\n> **x y**\n>\n> A\n'],
  ['<Note title={boom()}>\nA\n</Note>', '> [!NOTE]\n> A\n'],
])('attributes are worked out: %s', (input, output) => {
  expect(run(input).body).toBe(output);
});

test.each([
  ['<Note title={boom()}>\nA\n</Note>', ['boom()']],
  ['<Card title={boom()} href="/a">\nA\n</Card>', ['boom()']],
  ['<Note title={undefined}>\nA\n</Note>', []],
  ['<Note title={"x"} icon={boom()}>\nA\n</Note>', []],
  ['<Tabs><Tab title={list[0]}>\nA\n</Tab></Tabs>', []],
])('words of attributes that only running tells are told: %s', (input, sources) => {
  const told = run(input).reports.filter(({ rule }) => rule === 'expression-lost');
  expect(told.map(({ about }) => about)).toEqual(sources);
});

test('elements in a fragment within an element are shown', () => {
  const { body } = run('export const own = <b>one <><i>a</i> b</> c</b>\n\n{own}');
  expect(body).toBe('**one _a_ b c**\n');
});

test('what Vue repeats over a list is told', () => {
  const { body, reports } = clean('Kilns: <b v-for="kiln in kilns">{{ kiln }}</b>', {
    dialect: 'vitepress',
  });
  expect([body, reports.map(({ about }) => about)]).toEqual(['Kilns:\n', ['kiln in kilns']]);
});

test('what Vue repeats and shows nothing is not told', () => {
  const { reports } = clean(
    'Kilns:\n\n<div v-for="n in 3" :key="n"><span class="kiln"></span></div>',
    {
      dialect: 'vitepress',
      path: 'docs/page.md',
    },
  );
  expect(reports).toEqual([]);
});

test('what Vue fills in and only running tells is told, and stays as it is written', () => {
  const script =
    "<script setup>\nimport { data } from './gone.data.js'\nconst now = heat()\nconst open = ref(1)\n</script>\n\n";
  const { body, reports } = clean(
    `${script}{{ data.a }}, {{ lost() }}, {{ now.hot }}, {{ new Date() }}, {{ open.value }}\n\n<code>{{ data.b }}</code>`,
    {
      dialect: 'vitepress',
    },
  );
  expect([body, reports.map(({ about }) => about)]).toEqual([
    '{{ data.a }}, {{ lost() }}, {{ now.hot }}, {{ new Date() }}, {{ open.value }}\n\n`{{ data.b }}`\n',
    ['{ data.a }', '{ now.hot }', '{ new Date() }', '{ data.b }'],
  ]);
});

test('what a component that nobody knows gives its slot is told, and stays as it is written', () => {
  const { body, reports } = clean(
    '<Far :items="all">\n<template #item="{ n }">Kiln {{ n }}.</template>\n</Far>',
    { dialect: 'vitepress', path: 'docs/page.md' },
  );
  const told = reports.filter(({ rule }) => rule === 'expression-lost');
  expect([body, told.map(({ about }) => about)]).toEqual(['Kiln {{ n }}.\n', ['{ n }']]);
});
