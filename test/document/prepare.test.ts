import { describe, expect, it } from 'vitest';
import type { Dialect, SyntaxName } from '../../src/contract/dialect.ts';
import { parseDocument } from '../../src/document/parse.ts';
import { show } from './show.ts';

const cases: [SyntaxName, string, string[]][] = [
  [
    'shortcodes',
    'pairs and arguments',
    ['{{< tabs name="t" >}}', '{{% tab "A" %}}', '**b**', '{{% /tab %}}', '{{< /tabs >}}'],
  ],
  [
    'shortcodes',
    'raw bodies in lists',
    ['1. Do', '', '   {{< tab codelang="sh" >}}', '   a <b>', '   {{< /tab >}}', '2. Then'],
  ],
  [
    'shortcodes',
    'within a line',
    ['A {{< term text="pod" >}} and {{< em >}}b{{< /em >}}.', '', '[x]({{< ref "a/b.md" >}})'],
  ],
  [
    'shortcodes',
    'in code',
    ['`{{</* note */>}}`', '', '```', '{{< param "v" >}} {{< x >}}', '```'],
  ],
  [
    'shortcodes',
    'over several lines',
    ['{{< figure', '  src="a.png"', '  alt="An x" >}}', '', 'end'],
  ],
  [
    'liquid',
    'data and notes',
    ['{% note %}', '', '**Note:** {% data variables.product.name %}.', '', '{% endnote %}'],
  ],
  [
    'liquid',
    'choices',
    [
      'a',
      '{% ifversion ghes > 3.8 or ghec %}',
      'b',
      '{% else %}',
      'c',
      '{% endif %}',
      'd {% ifversion fpt %}e{% endif %}',
    ],
  ],
  [
    'liquid',
    'code and raw',
    [
      '{% highlight ruby linenos %}',
      'puts 1',
      '{% endhighlight %}',
      '',
      '{% raw %}{{ x }}{% endraw %} `${{ y }}`',
      '',
      '```yaml',
      '{% raw %}',
      'a: ${{ b }}',
      '{% endraw %}',
      '```',
    ],
  ],
  [
    'liquid',
    'outputs',
    [
      '{{ site.title }} [a]({{ site.baseurl }}/b) {{ "lit" | upcase }}',
      '',
      '{% comment %}',
      'gone',
      '{% endcomment %}',
    ],
  ],
  [
    'kumascript',
    'macros',
    [
      '{{APIRef("DOM")}}',
      '',
      'The {{domxref("a.b()", "b", "", 1)}} and `{{no}}`.',
      '',
      '- {{jsxref("X")}} {{optional_inline}}',
    ],
  ],
  [
    'mkdocs',
    'admonitions',
    [
      '!!! warning "My title"',
      '',
      '    Text',
      '',
      '    ```py',
      '    x = 1',
      '    ```',
      '',
      '    ??? note',
      '',
      '        deep',
      '',
      'after',
    ],
  ],
  ['mkdocs', 'tabs', ['=== "A"', '', '    a', '', '=== "B"', '', '    b', '', 'after']],
  ['mkdocs', 'within a list', ['1.  one', '', '    !!! tip', '        in', '', '2.  two']],
  [
    'mkdocs',
    'what stands in lines',
    [
      '## T { #the-id .x }',
      '',
      '[a](b){ .md-button } ++ctrl+c++ :material-home: HTML',
      '',
      '--8<-- "inc.md"',
      '',
      '*[HTML]: Hyper Text',
    ],
  ],
  [
    'markdoc',
    'tags',
    [
      '# H {% #the-id %}',
      '',
      '{% callout type="note" %}',
      'text {% $var.x %}',
      '{% /callout %}',
      '',
      '{% hint style="info" %}',
      'h',
      '{% endhint %}',
      '',
      '{% icon name="x" /%}',
    ],
  ],
  [
    'mdc',
    'components',
    [
      '::card{title="T" :n="1"}',
      'body',
      '',
      '#foot',
      'end :icon{name="a"} :b[c]',
      '::',
      '',
      '::::out',
      ':::in',
      '---',
      'k: v',
      '---',
      'x',
      ':::',
      '::::',
      '',
      'At 10:30 see https://a.b:80/c',
    ],
  ],
  [
    'myst',
    'directives',
    [
      '```{note} Title',
      ':class: x',
      '',
      'body {ref}`a <b>`',
      '```',
      '',
      '````{tab-set}',
      '```{tab-item} A',
      'a',
      '```',
      '````',
      '',
      '```{code-block} python',
      ':caption: a.py',
      'x = 1',
      '```',
    ],
  ],
  [
    'mkdocs',
    'references made from code',
    ['::: package.module', '    options:', '      members: [a, b]', '', 'end', '', '::: other'],
  ],
  ['myst', 'left open', [':::{tip}', 'a', '', '````{note} T', 'b']],
  [
    'myst',
    'lines',
    [
      '(the-id)=',
      '## H',
      '',
      '% comment',
      '',
      '```{toctree}',
      ':maxdepth: 2',
      '',
      'a',
      'b',
      '```',
      'end',
    ],
  ],
  ['containers', 'unclosed', ['- a', '', '  :::note', '  b', '', 'c', '', '::: tip', 'd']],
  [
    'containers',
    'one end for two',
    [':::warning', 'a', '', '::: code-group', 'b', ':::', '', '## After', '', ':::tip', 'c', ':::'],
  ],
  ['containers', 'crossed', ['::::a', ':::b', 'x', '::::', 'y', ':::']],
  [
    'containers',
    'other forms',
    [
      ':::{note} T',
      'a',
      ':::',
      '',
      '::: {.callout-tip title="Q"}',
      'b',
      ':::',
      '',
      ':::注意[題]',
      'c',
      ':::',
      '',
      '> ::: warning',
      '> d',
      '> :::',
      '',
      '- :::tip',
      '  e',
      '  :::',
    ],
  ],
  ['containers', 'nothing in code', ['```md', ':::note', '```', '', '`:::x`', '', '    :::note']],
  [
    'vue',
    'files',
    [
      '<<< @/a/b.ts#part{2,4 ts} [label a]',
      '',
      '- <!--@include: ./p.md#r-->',
      '',
      '<!-- @include: ./q.md{3,} -->',
      '',
      'a <<< b',
    ],
  ],
  [
    'heading-ids',
    'all forms',
    ['# A {#a}', '', 'B {#b}', '---', '', '## `{#c}`', '', '### D [!toc]', '', 'no {#e}'],
  ],
];

function read(text: string, syntax: SyntaxName, parser: 'native' | 'remark', path = 'a.md') {
  const dialect: Dialect = { name: 'test', markdown: 'markdown', syntaxes: [syntax] };
  const { tree, messages } = parseDocument({ text, path, dialect, parser });
  const said = messages.map(({ line, rule, reason }) => `${line} ${rule}: ${reason}`);
  return [show(tree), ...said].join('\n');
}

describe.each(cases)('%s: %s', (syntax, _, lines) => {
  const text = `${lines.join('\n')}\n`;

  it('becomes elements', () => {
    expect(read(text, syntax, 'native')).toMatchSnapshot();
  });

  it('is the same with the reference parser', () => {
    expect(read(text, syntax, 'native')).toBe(read(text, syntax, 'remark'));
  });
});
