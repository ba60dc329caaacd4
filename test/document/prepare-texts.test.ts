import { expect, it } from 'vitest';
import type { Dialect, SyntaxName } from '../../src/contract/dialect.ts';
import { parseDocument } from '../../src/document/parse.ts';
import { show } from './show.ts';

/** Short texts, each at the border of a rule: what opens here is not closed, or is not that syntax. */
const cases: [syntax: SyntaxName | 'live fences', rule: string, text: string][] = [
  ['attrs', 'a line of attributes below nothing goes', '{#d}'],
  ['attrs', 'a line of attributes below a blank line goes', 'a\n\n{#d}'],
  ['containers', 'an empty one', ':::c\n:::'],
  ['containers', 'one that ends with its indent is not open for the next', ' :::e\n:::i'],
  ['containers', 'one beside an indented one', ' :::f\n:::g\n:::'],
  ['containers', 'a bracket that nothing opens is a title', ':::e]\nx\n:::'],
  ['shortcodes', 'half of the lines as TOML is TOML', '{{<prose>}}a = 1\n}{{</prose>}}'],
  ['shortcodes', 'one line is no YAML', '{{<settings>}}\ne: 1{{</settings>}}'],
  ['shortcodes', 'two lines are YAML', '{{<settings>}}\ne: 1\nf: 2\n{{</settings>}}'],
  ['docfx', 'a row in code', '```\n:::row:::\n:::row-end:::\n```'],
  ['definitions', 'a definition above a definition of a link', ': .\n['],
  ['definitions', 'a definition at the end', 'a\n: b'],
  ['definitions', 'no term begins right below a definition', 'a\n: b\nc\n: d'],
  ['mkdocs', 'a term right below a definition', 'a\n:   b\nc\n:   d'],
  ['definitions', 'code in a definition that is never closed', '`\n: .\n  ```g'],
  ['definitions', 'code in an item and one tick', '```\n1. ```\n`\n: {'],
  ['mkdocs', 'code in a box that ends outside of it', '!!! p\n    ~~~\n\n~~~'],
  ['kramdown', 'a box above a heading has no block', '{:.warning}\n# U'],
  ['kramdown', 'a box at the end has no block', '{:.info}'],
  [
    'kramdown',
    'HTML ends with its tag, which began on two lines',
    '<div class="a"\n  id="b">\n<p>c</p>\n*d*\n</div>\n*e*',
  ],
  ['kramdown', 'HTML ends with a tag that nothing opened', 'a <div>\nb\n</div>\n*c*'],
  [
    'kramdown',
    'a tag over two lines that closes itself opens nothing',
    '<div\n/>\n<p>c</p>\n*d*\n</div>',
  ],
  [
    'mkdocs',
    'HTML ends with its tag, which began on two lines',
    '<div class="a"\n  id="b">\n<p>c</p>\n*d*\n</div>\n*e*',
  ],
  ['liquid', 'raw keeps a variable', '{%assign tool="x"%}\n{%raw%}\n{{tool}}'],
  ['liquid', 'raw on one line ends there', '{%assign tool="x"%}\n{%raw%}a{%endraw%}\n{{tool}}'],
  ['liquid', 'a text printed where it ends', '{% capture a %}\nb\n{% endcapture %}{{ a }}'],
  [
    'liquid',
    'a text that begins where another ends',
    '{% capture a %}\n)\n{% endcapture %}{% capture b %}\nc\n{% endcapture %}\n{% d p=a %}\n{{ b }}',
  ],
  ['liquid', 'a version without a condition', '{%ifversion%}d'],
  ['liquid', 'code with Liquid in it', '{%highlight js %}\n{{\n{%endhighlight%}'],
  ['markdoc', 'an annotation without its start', '# >%#d%}\n{%'],
  ['markdoc', 'a value as an address', '[a]({%k d%})'],
  ['markdoc', 'a variable as an address', '[a]({% $b %})'],
  ['markdoc', 'a quote in a tag', '{%callout %}\n>{%/callout%}'],
  ['markdoc', 'text behind a table', '{%table%}\n{%/table%}%'],
  ['math', 'mathematics in indented code', '    \\begin{align*}\\end{align*}'],
  ['math', 'a block that is never closed', '$$'],
  ['mdc', 'empty properties', '::t\n---\n---'],
  ['mdc', 'properties that are an alias without a name', '::t\n---\n*\n---'],
  ['mdc', 'attributes that are spread', '::n\n<A{...b}>'],
  ['mdc', 'attributes in the opening of a fence', '::d{}\n~~~{c-t}'],
  ['mkdocs', 'a fence in HTML as Markdown', '<details markdown="block">\n```</details>'],
  ['mkdocs', 'a snippet without a name', '-8<-\n++q++'],
  ['mkdocs', 'HTML in capitals ends with its tag', '<DIV>a</DIV>\n*b*'],
  ['mkdocs', 'a filter at the end', '{%filter indent(width=4)%}\nd'],
  ['mkdocs', 'members without an end', '::: d\n    members:\n    w'],
  ['mkdocs', 'an item with two blanks', '  -  r'],
  ['mkdocs', 'a box below the target of a link', '[n]:k\n!!! p\n    ~~~\n        ~~~ ~'],
  ['mkdocs', 'slashes in indented code', '///\n\n\t///a'],
  ['myst', 'a directive that ends nowhere', '```{toctree}'],
  ['myst', 'empty options', '```{p}\n---\n---'],
  ['myst', 'options that are a list', '```{p}\n---\n- a\n---\n```'],
  ['myst', 'attributes in code', '```{code-block}\n\n:l-h:{.x}'],
  ['myst', 'a target above an empty heading', '(c)=\n#'],
  ['shortcodes', 'one without a name', '{{< >}}'],
  ['shortcodes', 'one that is empty', '{{<>}}'],
  ['shortcodes', 'one shown in code', '```\n\n*/>}}{{<'],
  ['shortcodes', 'one that code shows behind another', '```\n{{</* a */>}} {{</* b\n*/>}}\n```'],
  ['shortcodes', 'one over two lines', '{{<\n }}'],
  ['shortcodes', 'a heading right below', '{{<s>}}\n# P'],
  ['shortcodes', 'text before a body', 'o{{<tab>}}\n{{</tab>}}'],
  ['liquid', 'text behind the end of a comment', '{%comment%}\n{%endcomment%}.'],
  ['liquid', 'a tag without an end', '{%'],
  ['liquid', 'a tag that ends in no line', '{%\n-'],
  ['liquid', 'a variable that ends in the next line', '}}{{\n}}'],
  ['liquid', 'an end in code', '```{%endhighlight%}'],
  ['vue', 'code that is not imported', '@[code'],
  ['vue', 'an include without a file', '@include:'],
  ['vue', 'a tag that ends nowhere', '>\n<h'],
  ['shortcodes', 'blank lines say nothing of data', '{{<prose>}}\na = 1\n\n\n\n{{</prose>}}'],
  ['shortcodes', 'a fence right below', '{{<s>}}\n```\na\n```'],
  ['shortcodes', 'one in the address of a link', '[a]({{< b >}})'],
  ['kramdown', 'a list in code', '```\n[a](b){:.c}\n```'],
  ['liquid', 'a line of one inline tag begins a paragraph', '<span>\na\n</span>'],
  ['liquid', 'a line of one inline tag above a blank line', '<b>\n\na'],
  ['liquid', 'code in raw', '{% raw %}\n{% highlight js %}\na\n{% endhighlight %}\n{% endraw %}'],
  ['liquid', 'code that shows its tags', '```\n{% highlight js %}\na\n{% endhighlight %}\n```'],
  ['liquid', 'a link to a post in a folder', '[a]({% post_url b/2020-01-01-c %})'],
  ['liquid', 'parameters that are variables', '{% include a.html b=true c=false d=e %}'],
  ['mdc', 'code that ends three columns further', '::d\n```\na\n   ```\n::'],
  ['mkdocs', 'an inline element with Markdown', '<b markdown="1">\n*a*\n</b>'],
  ['mkdocs', 'an element in code', '`<div markdown>`\n\n*a*\n\n</div>'],
  ['mkdocs', 'keys in an abbreviation', '*[HTML]: ++ctrl+a++\n\nHTML'],
  ['mkdocs', 'keys in the name of a file', '--8<-- "a/++b++.md"'],
  ['mkdocs', 'an abbreviation in a heading', '# HTML\n\nHTML\n\n*[HTML]: H'],
  ['mkdocs', 'an item in code', '```\n  -  a\n\n    b\n```'],
  ['mkdocs', 'attributes before a pipe', 'a {.b} | c'],
  ['mkdocs', 'a tab that also has a name', '=== note "T"\n\n    a'],
  ['live fences', 'one in one', '```mdx-code-block\n```\n```'],
  ['live fences', 'its name in code', '```\nmdx-code-block'],
  ['live fences', 'one in code that is open', '```\n\n\t\n  a\n```mdx-code-block\n</b>\n```'],
  ['live fences', 'one at the end', '```\n```\n```mdx-code-block'],
];

function read(text: string, syntax: SyntaxName | 'live fences', parser: 'native' | 'remark') {
  const syntaxes = syntax === 'live fences' ? [] : [syntax];
  const fences = { languages: { 'mdx-code-block': { as: 'unwrap' } } };
  const dialect: Dialect = { name: 'test', markdown: 'markdown', syntaxes, fences };
  const { tree, messages } = parseDocument({ text, path: 'a.md', dialect, parser });
  const said = messages.map(({ line, rule, reason }) => `${line} ${rule}: ${reason}`);
  return [show(tree), ...said].join('\n');
}

it.each(cases)('%s: %s', (syntax, _, text) => {
  const shown = read(text, syntax, 'native');
  expect(shown).toMatchSnapshot();
  expect(read(text, syntax, 'remark')).toBe(shown);
});
