import { expect, it } from 'vitest';
import type { Dialect, SyntaxName } from '../../src/contract/dialect.ts';
import { parseDocument } from '../../src/document/parse.ts';
import { outline } from './show.ts';

/** A rule of a syntax, a text that needs it, and the tree that comes of it in one line. */
const cases: [syntax: SyntaxName, rule: string, text: string, tree: string][] = [
  ['attrs', 'a heading may be nothing but its id', '# {#a}', 'h1#a()'],
  ['attrs', 'code keeps its braces', '```\nx = a {.b}\n```', 'code(x = a {.b})'],
  ['block-attributes', 'below a block they are its own', 'a\n{.b}', 'p(a)'],
  ['block-attributes', 'below a blank line they are text', 'a\n\n{.b}', 'p(a)p({.b})'],
  [
    'containers',
    'one without an end ends with the first in it, an item’s one too',
    ':::a\n- :::b\n  x\n  :::\n\ny',
    '<a>list(item*(<b>p(x)</b>))</a>p(y) !1 container-unclosed',
  ],
  [
    'containers',
    'one without an end goes on behind a blank line in its item',
    '- :::a\n\n  x',
    'list(item*(<a>p(x)</a>)) !1 container-unclosed',
  ],
  [
    'containers',
    'its end makes no list loose',
    '- :::a\n  x\n  :::\n- b',
    'list(item*(<a>p(x)</a>)item(p(b)))',
  ],
  [
    'containers',
    'text of an item below its end is outside of it',
    '- :::a\n  x\n  :::\n  *y*',
    'list(item*(<a>p(x)</a>p(emphasis(y))))',
  ],
  ['containers', 'a brace in a title is text', ':::a b{c\nx\n:::', '<a title="b{c">p(x)</a>'],
  [
    'containers',
    'braces that are no attributes are text',
    ':::a b {"}\nx\n:::',
    '<a title="b {"}">p(x)</a>',
  ],
  [
    'definitions',
    'a definition holds definitions',
    'a\n:   b\n\n    c\n    : d',
    '<dl><dt>p(a)</dt><dd>p(b)<dl><dt>p(c)</dt><dd>p(d)</dd></dl></dd></dl>',
  ],
  ['definitions', 'a heading is no term', 'a\n# b\n: c', 'p(a)h1(b)p(: c)'],
  [
    'definitions',
    'two terms may have one definition',
    'a\nb\n: c',
    '<dl><dt>p(a)</dt><dt>p(b)</dt><dd>p(c)</dd></dl>',
  ],
  [
    'definitions',
    'code stands four columns behind the text of its definition',
    'a\n:   b\n\n        c',
    '<dl><dt>p(a)</dt><dd>p(b)code(c)</dd></dl>',
  ],
  [
    'definitions',
    'boxes of MkDocs are text',
    'a\n: b\n\n!!! note\n    c',
    '<dl><dt>p(a)</dt><dd>p(b)</dd></dl>p(!!! note\nc)',
  ],
  [
    'docfx',
    'lines of a column keep their indentation to each other',
    ':::row:::\n:::column:::\n    - a\n      - b\n:::column-end:::\n:::row-end:::',
    'list(item(p(a)list(item(p(b)))))',
  ],
  ['kramdown', 'a class below an item leaves it', '- a\n{:.x}', 'list(item(p(a)))'],
  ['kramdown', 'a table of contents takes the place of a list', '- a\n{:toc}', ''],
  ['kramdown', 'a table of contents takes no paragraph away', 'a\n{:toc}', 'p(a)'],
  ['kramdown', 'an id below a heading is its own', '# a\n{: #b}', 'h1#b(a)'],
  ['kramdown', 'an id below an underlined heading is its own', 'a\n---\n{: #b}', 'h2#b(a)'],
  ['kramdown', 'an id above a heading is its own', 'a\n\n{: #b}\n# c', 'p(a)h1#b(c)'],
  [
    'kramdown',
    'an id between two headings is that of the first',
    '# a\n{: #b}\n# c',
    'h1#b(a)h1(c)',
  ],
  ['kramdown', 'a box of a usual name has no title', 'a\n{: .note}', '<note>p(a)</note>'],
  [
    'kramdown',
    'a box may show its usual title',
    'a\n{: .warning-title}',
    '<warning>p(a)</warning>',
  ],
  ['kramdown', 'a box without a name is a note', 'a\n{: .notice}', '<note>p(a)</note>'],
  [
    'kramdown',
    'a box of the site has the title that it gives',
    'a\n{: .own}',
    '<note title="Own">p(a)</note>',
  ],
  [
    'kramdown',
    'a tag whose end is missing holds nothing back',
    '<div\nclass="a"\n\n*b*\n</div>\nc',
    'p(emphasis(b))p(c) !5 html-unclosed',
  ],
  [
    'liquid',
    'of two texts of one name the last one is printed',
    '{% capture a %}b{% endcapture %}{% capture a %}c{% endcapture %}\n{{ a }}',
    'p(c)',
  ],
  ['liquid', 'a text that nothing prints goes', '{% capture a %}\nb\n{% endcapture %}\nc', 'p(c)'],
  ['liquid', 'a setting may begin a line', '{{ site.name }} a', 'p(Acme a)'],
  [
    'liquid',
    'the address of the site is told in code, and left out of links',
    '```\n{{ site.url }}/b\n```\n\n[c]({{ site.url }}/d)',
    'code(http://a/b)p(link[/d](c))',
  ],
  [
    'liquid',
    'a variable in an address keeps its name, without filters',
    '[a]({{ page.url | b }}/c)',
    'p(link[{page.url}/c](a))',
  ],
  ['liquid', 'a line of one tag in code stays apart', '```\n<b>\na\n```', 'code(<b>\na)'],
  ['liquid', 'blanks at the end of a line break it', 'a  \nb', 'p(abreak()b)'],
  [
    'liquid',
    'code does not begin in a fence and end outside of it',
    '```\n{% highlight js %}\n```\na\n{% endhighlight %}',
    'code({% highlight js %})p(a) !5 container-unclosed',
  ],
  [
    'liquid',
    'a tag behind the words of an item is in the item',
    '- a {% x %}\n  b\n  {% endx %}',
    'list(item*(p(a)<x>p(b)</x>))',
  ],
  [
    'liquid',
    'words behind the tag that begins an item are in the item',
    '- {% x %} b\n  c\n  {% endx %}',
    'list(item*(<x>p(b\nc)</x>))',
  ],
  ['markdoc', 'there is no indented code', '    a\n\n{% b /%}', 'p(a)<b/>'],
  [
    'markdoc',
    'an indented block below an item is its own',
    '- a\n\n      b\n\n{% c /%}',
    'list(item*(p(a)p(b)))<c/>',
  ],
  [
    'markdoc',
    'GitBook, whose tags end otherwise, has indented code',
    '{% hint %}\na\n{% endhint %}\n\n    b',
    '<hint>p(a)</hint>code(b)',
  ],
  ['markdoc', 'a heading may be nothing but its id', '# {% #a %}', 'h1#a()'],
  ['markdoc', 'a tag in a line of its own is a block', '{% a /%}\nb', '<a/>p(b)'],
  [
    'mdc',
    'an entry without a value is passed over',
    '::a\n---\nlinks:\n  - ~\n  - label: b\n---\n::',
    '<a>list(item(p(b)))</a>',
  ],
  [
    'mdc',
    'an empty title is none',
    '::a\n---\nlinks:\n  - title: ""\n    label: b\n---\n::',
    '<a>list(item(p(b)))</a>',
  ],
  ['mdc', 'a text has no properties', '::a\n---\nbc\n---\n::', '<a/>'],
  [
    'mkdocs',
    'an element that is Markdown may hold code',
    '<div markdown>\n\n    a\n\n</div>',
    '<div markdown>code(a)</div>',
  ],
  [
    'mkdocs',
    'the end of an element that is Markdown may be indented',
    '<div markdown>\n*a*\n    </div>',
    '<div markdown>p(emphasis(a))</div>',
  ],
  [
    'mkdocs',
    'a tag that does not end is text',
    `{% a${'\nb'.repeat(12)}`,
    `p({% a${'\nb'.repeat(12)})`,
  ],
  [
    'mkdocs',
    'a title loses its icons, and its keys are code',
    '!!! note ":material-star: A ++ctrl+a++ "\n\n    b',
    '<note title="A `Ctrl`+`A`">p(b)</note>',
  ],
  [
    'mkdocs',
    'a reference keeps the names of its members',
    '::: a.b\n    members:\n      - "c"\n      - d # e',
    'p(code(a.b): code(c), code(d)) !1 generated-reference',
  ],
  [
    'mkdocs',
    'targets of links may stand below text',
    'x\n[a]: b\n[c]: d',
    'p(x)definition[b]()definition[d]()',
  ],
  [
    'mkdocs',
    'four columns are the inside of any item',
    '  1.  a\n\n    b',
    'list(item*(p(a)p(b)))',
  ],
  [
    'myst',
    'a name alone behind a link is no attribute',
    '[a](b){external}',
    'p(link[b](a){external})',
  ],
  [
    'myst',
    'raw HTML stands apart from the text around it',
    'a\n```{raw} html\n<b>b</b>\n```\nc',
    'p(a)p(<b>b</b>)p(c)',
  ],
  [
    'shortcodes',
    'flags are TOML',
    '{{<prose>}}\na = true\nb = false\n{{</prose>}}',
    '<prose data-language="toml" code="a = true\nb = false"/>',
  ],
  [
    'shortcodes',
    'text behind a body that is code stays',
    '{{<prose>}}\na = true\n{{</prose>}} b',
    '<prose data-language="toml" code="a = true"/>p(b)',
  ],
  [
    'shortcodes',
    'so does a tag behind it',
    '{{<prose>}}\na = true\n{{</prose>}}{{<prose>}}\nb = true\n{{</prose>}}',
    '<prose data-language="toml" code="a = true"/><prose data-language="toml" code="b = true"/>',
  ],
  [
    'shortcodes',
    'text of which half is TOML is TOML',
    '{{<prose>}}\na = 1\nb c\n{{</prose>}}',
    '<prose data-language="toml" code="a = 1\nb c"/>',
  ],
  [
    'shortcodes',
    'text of which a third is TOML is prose',
    '{{<prose>}}\na = 1\nb c\nd e\n{{</prose>}}',
    '<prose>p(a = 1\nb c\nd e)</prose>',
  ],
  [
    'mdbook',
    'a box that nothing ends ends with the page',
    '```admonish warning\na\n\nb',
    '<warning>p(a)p(b)</warning>',
  ],
  [
    'mdbook',
    'a tab that nothing ends ends with the page',
    '{{#tabs}}\n{{#tab name="A"}}\na\n{{#endtab}}\n{{#tab B}}\nb\n',
    '<tabs><tab title="A">p(a)</tab><tab title="B">p(b)</tab></tabs>',
  ],
  ['mdbook', 'in code a tab is code', '```\n{{#tab A}}\n```', 'code({{#tab A}})'],
  [
    'mkdocs',
    'an item of a wide mark holds what stands at column four',
    '  -   a\n\n    b\n  -   c\n\n    d\n\ne\n\n    f\n',
    'list(item*(p(a)p(b))item*(p(c)p(d)))p(e)code(f)',
  ],
  [
    'shortcodes',
    'a pair in an item holds what is not indented',
    '- {{% a %}}\nb\n\nc\n{{% /a %}}\n- d',
    'list*(item*(<a>p(b)p(c)</a>)item(p(d)))',
  ],
  [
    'shortcodes',
    'a pair in an item may end behind text',
    '- x\n\n  {{% a %}}\nb {{% /a %}}\n- d',
    'list*(item*(p(x)<a>p(b)</a>)item(p(d)))',
  ],
  [
    'shortcodes',
    'a pair that stands left of the text of an item is outside of it',
    '   - x\n\n  {{% a %}}\nb\n{{% /a %}}\n',
    'list(item(p(x)))<a>p(b)</a>',
  ],
  [
    'shortcodes',
    'one in the quotes of another is text',
    '{{< a "{{% b %}}" >}} {{% c %}}',
    'p(<a 0="{{% b %}}"/> <c/>)',
  ],
  [
    'shortcodes',
    'a tab that stands alone is Markdown',
    '{{< tab "A" >}}\na\n{{< /tab >}}',
    '<tab 0="A">p(a)</tab>',
  ],
  ['svelte', 'a script of one line', '<script>a {b}</script>\n\n{"c"}', 'p(c)'],
  [
    'svelte',
    'what is repeated is lost, with all that it holds',
    '{#each a as b}\nx\n{#each c as d}\ny\n{/each}\nz\n{/each}\nw',
    'p(w) !1 expression-lost',
  ],
  ['svelte', 'what is repeated in one line', '{#each a as b}x{/each}', ' !1 expression-lost'],
  ['svelte', 'what nothing ends is not repeated', '{#each a as b}\nx', 'p(x)'],
  [
    'svelte',
    'only HTML is lost',
    '{#if b} c {/if}{@const x = 1}{@html d}',
    'p(c) !1 expression-lost',
  ],
  ['svelte', '`base` is no part of a route', '{base}/x {base} {b}/x', 'p(/x {base} {b}/x)'],
  [
    'zola',
    'an argument may be a list',
    '{{ gallery(images=["a.png", "b.png"]) }}',
    '<gallery images={["a.png", "b.png"]}/>',
  ],
  [
    'zola',
    '`end` closes the innermost pair',
    '{% a() %}\n{{ b() }}\n\n{% c() %}\nd\n{% end %}\n\ne\n{% end %}',
    '<a><b/><c>p(d)</c>p(e)</a>',
  ],
  ['zola', 'a tag in a line of its own is a block', '{{ a() }}\nb', '<a/>p(b)'],
];

const settings: Readonly<Record<string, string>> = {
  'callouts.note.title': 'Not shown',
  'callouts.own.title': 'Own',
  name: 'Acme',
  url: 'http://a',
};

function read(text: string, syntax: SyntaxName, parser: 'native' | 'remark'): string {
  const dialect: Dialect = { name: 'test', markdown: 'markdown', syntaxes: [syntax] };
  const siteValue = (name: string) => settings[name];
  const { tree, messages } = parseDocument({ text, path: 'a.md', dialect, parser, siteValue });
  return [outline(tree), ...messages.map(({ line, rule }) => `!${line} ${rule}`)].join(' ');
}

it.each(cases)('%s: %s', (syntax, _, text, tree) => {
  expect(read(text, syntax, 'native')).toBe(tree);
  expect(read(text, syntax, 'remark')).toBe(tree);
});
