import { expect, test } from 'vitest';
import type { Included } from '../../src/document/document.ts';
import { parseDocument } from '../../src/document/parse.ts';
import { siteValues } from '../../src/job/site-values.ts';
import { resolveDialect } from '../../transforms/dialects/index.ts';

const plugins = {
  macros: '- macros',
  plain: '- macros:',
  asked: '- macros: {render_by_default: false}',
  none: '- search',
  hooks: '- search\nhooks:\n  - tools/hooks.py',
  unstated: undefined,
};

const program = `
def on_page_markdown(markdown, page, config, files):
    return markdown.replace('{{ kilns }}', table()).replace('{{ api.a }}', '')
`;

function findings(text: string, plugin: keyof typeof plugins): [about: unknown, line: unknown][] {
  const config = `plugins:\n  ${plugins[plugin]}\nextra:\n  version: 1.10\n`;
  const dialect = resolveDialect('mkdocs-material');
  const files: Readonly<Record<string, string>> =
    plugin === 'unstated' ? {} : { '/mkdocs.yml': config, '/tools/hooks.py': program };
  const include = (path: string): Included =>
    Object.hasOwn(files, path)
      ? { ok: true, path, text: files[path]! }
      : { ok: false, reason: 'missing', path };
  const site = siteValues({ dialect, include });
  const options = { text, path: 'a.md', dialect, parser: 'remark', site } as const;
  return parseDocument(options).messages.map(({ about, line }) => [about, line]);
}

test.each<[text: string, plugin: keyof typeof plugins, told: [string, number][]]>([
  ['A {{ version }}\n', 'macros', []],
  ['A\n\n{{ other }}\n', 'macros', [['{{ other }}', 3]]],
  ['A\n\n{{ other }}\n', 'plain', [['{{ other }}', 3]]],
  [
    'A {{ button("a", {"b": 1}) }} {{ f() }}\n',
    'macros',
    [
      ['{{ button(…) }}', 1],
      ['{{ f(…) }}', 1],
    ],
  ],
  ['A {{ version | shuffled }}\n', 'macros', [['{{ version | shuffled }}', 1]]],
  ['{{ version + 1 }} {{ "a" | upper }}\n', 'macros', []],
  ['{{ version + 1 }} {{ version.none }}\n', 'macros', [['{{ version.none }}', 1]]],
  ['{{ none.a.b }}\n', 'macros', [['{{ none.a.b }}', 1]]],
  [
    '{% set list = [1, 2] %}\n{% for x in list %}{{ x }}{{ y }}{% endfor %}\n{{ list | length }}\n',
    'macros',
    [
      ['{% for %}', 2],
      ['{{ x }}', 2],
      ['{{ y }}', 2],
    ],
  ],
  [
    '{% set z = y %}\n{{ z }}\n',
    'macros',
    [
      ['{% set %}', 1],
      ['{{ z }}', 2],
    ],
  ],
  [
    '{% for x in [1] %}\n{{ x }}\n',
    'macros',
    [
      ['{% for %}', 1],
      ['{{ x }}', 2],
    ],
  ],
  ['{% endfor %}\n{% if version == 1.1 %}a{% endif %}\n', 'macros', []],
  ['{% macro a(x) %}{{ a(x) }}{% endmacro %}\n\n{{ a(1) }}\n', 'macros', [['{{ a(…) }}', 3]]],
  [
    `{% set l = [${'0,'.repeat(60)}] %}\n{% for a in l %}{% for b in l %}{% for c in l %}{{ c }}{% endfor %}{% endfor %}{% endfor %}\n`,
    'macros',
    [
      ['{% for %}', 2],
      ['{% for %}', 2],
      ['{% for %}', 2],
      ['{{ c }}', 2],
    ],
  ],
  ['{% from "b.md" import c %}\n', 'macros', [['{% from %}', 1]]],
  ['{% if a %}\nB\n{% else %}\nC\n{% endif %}\n', 'macros', [['{% if %}', 1]]],
  ['```sh\nA {{ f() }}\n```\n', 'macros', [['{{ f(…) }}', 2]]],
  ['{% raw %}\n{{ other }}\n{% endraw %}\n{{ last }}', 'macros', [['{{ last }}', 4]]],
  ['{% raw %}{{ other }}{% endraw %} {# {{ no }} #}\n', 'macros', []],
  ['---\na: {b: 1}\n---\n\n{{ a.b }} {{ page.meta.a.b }} {{ a }}\n', 'macros', [['{{ a }}', 5]]],
  ['---\nrender_macros: false\n---\n\n{{ a }}\n', 'macros', []],
  ['---\nignore_macros: true\n---\n\n{{ a }}\n', 'macros', []],
  ['{{ a }}\n', 'asked', []],
  ['---\nrender_macros: true\n---\n\n{{ a }}\n', 'asked', [['{{ a }}', 5]]],
  ['{{ a }}\n', 'none', []],
  ['{{ f() }}\n', 'none', []],
  [
    '{{ kilns }} {{ other }} `{{ kilns }}` ${{ kilns }}\n\n{{ api.a }} {{ a }}\n',
    'hooks',
    [
      ['{{ kilns }}', 1],
      ['{{ api.a }}', 3],
    ],
  ],
  ['{{ kilns }}\n', 'none', []],
  ['{{ a }} `{{ g() }}` ${{ h() }}\n\n{{ f(x=[1]) }}\n', 'unstated', [['{{ f(…) }}', 3]]],
  [
    '\\{{ f() }} $\\mathbb{{f(x)}} x_{{f(x)}}$\n\n{% raw %}\n{{ f() }}\n{% endraw %}\n',
    'unstated',
    [],
  ],
])(
  'what the plugin macros would put in is told where it is not known: %j (%s)',
  (text, plugin, told) => {
    expect(findings(text, plugin)).toEqual(told);
  },
);

test.each<[text: string, told: [string, number][]]>([
  ['A {{ page.title }}\n', []],
  [
    'A\n\n{{ tabs({\n  a: 1\n}) }}\n\n{{- b.f() }} {{ g (1) }}\n',
    [
      ['{{ tabs(…) }}', 3],
      ['{{ b.f(…) }}', 7],
      ['{{ g(…) }}', 7],
    ],
  ],
  ['{% raw %}\n{{ f() }}\n{% endraw %}\n{{ g() }}\n', [['{{ g(…) }}', 4]]],
  ['`{{ f() }}`\n\n```\n{{ g() }}\n```\n', []],
])('calls of macros in Liquid are told: %j', (text, told) => {
  const options = {
    text,
    path: 'a.md',
    dialect: resolveDialect('liquid'),
    parser: 'remark',
  } as const;
  expect(parseDocument(options).messages.map(({ about, line }) => [about, line])).toEqual(told);
});
