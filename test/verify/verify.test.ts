import { describe, expect, it } from 'vitest';
import { verifyDocument } from '../../src/verify/verify.ts';

interface Pair {
  name: string;
  source: string;
  output: string;
  path?: string;
  dialect?: string | undefined;
  profile?: 'lossless' | 'balanced' | 'compact';
  /** Rule and line of each finding. */
  finds?: string[];
}

const fence = (lang: string, ...lines: string[]) =>
  ['```'.concat(lang), ...lines, '```', ''].join('\n');

function findingsOf({ source, output, path = 'page.mdx', dialect = '', profile }: Pair): string[] {
  return verifyDocument({ path, source, output, dialect, profile }).findings.map(
    ({ rule, line }) => `${rule} ${line}`,
  );
}

const kept: Pair[] = [
  {
    name: 'a shortcode of Hugo that is shown and not run',
    source: 'The [{{</* alert */>}}](a.md) box.\n',
    output: 'The [{{< alert >}}](a.md) box.\n',
    dialect: 'hugo',
  },
  {
    name: 'headings in a quotation below ones that say the same',
    source:
      '## Type\n\n## Heat\n\n## Gives\n\n> ### Heat\n>\n> One.\n>\n> ### Gives\n>\n> Two.\n\n## Source\n',
    output:
      '# Kiln\n\n## Type\n\n## Heat\n\n## Gives\n\n> ### Heat\n>\n> One.\n>\n> ### Gives\n>\n> Two.\n\n## Source\n',
  },
  {
    name: 'names in angle brackets that a hyphen or a colon divides',
    source: 'Run:\n\n    heat --key <PUBLIC-KEY>\n\nIt listens at <host:port> then.\n',
    output: 'Run:\n\nheat --key \\<PUBLIC-KEY>\n\nIt listens at \\<host:port> then.\n',
  },
  {
    name: 'titles for two places, which are none of the page',
    source: '---\ntitle:\n  page: "How kilns work"\n  nav: "Tour"\n---\n\n# Kilns\n\nOne.\n',
    output: '# Kilns\n\nOne.\n',
  },
  {
    name: 'a title of several lines, which the heading says again',
    source:
      '---\ntitle: "Kilns and how to fire them:\n  a guide"\n---\n\n# Kilns and how to fire them: a guide\n\nOne.\n',
    output: '# Kilns and how to fire them: a guide\n\nOne.\n',
  },
  {
    name: 'the name that an element without content is given',
    source: '<ColorScale label="Gold" name="gold" />\n\nIt is hot.\n',
    output: 'Gold\n\nIt is hot.\n',
  },
  {
    name: 'the name that a shortcode without content is given',
    dialect: 'hugo',
    source: '{{< provider name="Gold" >}}\n\nIt is hot.\n',
    output: 'Gold\n\nIt is hot.\n',
  },
  {
    name: 'a heading below a label, and above a picture, that say the same',
    source:
      'One of two.\n\n<Accordion title="Fire it">\n\n#### Fire it\n\n![Fire it](/a.png)\n\nIt is hot.\n\n</Accordion>\n',
    output: 'One of two.\n\n**Fire it**\n\n## Fire it\n\n![Fire it](/a.png)\n\nIt is hot.\n',
  },
  {
    name: 'a heading below the name of a package manager that says it, too',
    source:
      '<Tabs>\n<Tab title="npm">\n\n### Using npm\n\nOne.\n\n</Tab>\n<Tab title="yarn">\n\n### Using yarn\n\nTwo.\n\n</Tab>\n</Tabs>\n',
    output: '**npm**\n\n## Using npm\n\nOne.\n\n**yarn**\n\n## Using yarn\n\nTwo.\n',
  },
  {
    name: 'the label of a tab that the heading in it repeats',
    source:
      '<Tabs>\n<TabItem value="a" label="🔥 Big kiln">\n\n## 🔥 Big kiln\n\nOne.\n\n</TabItem>\n<TabItem value="b" label="小窑">\n\n## 小窑\n\nTwo.\n\n</TabItem>\n</Tabs>\n',
    output: '## 🔥 Big kiln\n\nOne.\n\n## 小窑\n\nTwo.\n',
  },
  {
    name: 'indented lines of Markdown where the site reads `.md` so, whatever its framework',
    path: 'page.md',
    dialect: 'docusaurus',
    source: 'Fire it:\n\n    # Heat it up\n    heat(1200)\n\nOne.\n',
    output: 'Fire it:\n\n```\n# Heat it up\nheat(1200)\n```\n\nOne.\n',
  },
  {
    name: 'the text for a picture, in which nothing is marked, also where its caption repeats it',
    source: '![*The kiln, hot.*](/a.png)\n\n_The kiln, hot._\n',
    output: '![The kiln, hot.](/a.png)\n\n_The kiln, hot._\n',
  },
  {
    name: 'what the sign of a key is called',
    source: 'Press <kbd title="Command">⌘</kbd>+<kbd>K</kbd>.\n',
    output: 'Press `⌘`+`K`.\n',
  },
  {
    name: 'the page of a film, for its player',
    source:
      '<Film src="https://vimeo.com/789093851" title="Heat" />\n\n<Film src="https://www.youtube.com/watch?v=abcdefghijk" title="Cool" />\n',
    output:
      '[Heat](https://player.vimeo.com/video/789093851)\n\n[Cool](https://www.youtube.com/embed/abcdefghijk)\n',
  },
  {
    name: 'a link in a block of code of which each sign has its colour',
    source: `<pre><code class="language-log">${'<i style="color: red">a</i>'.repeat(40)} <a href="https://kilns.dev/fire">Fire</a></code></pre>\n`,
    output: `\`\`\`\n${'a'.repeat(40)} Fire\n\`\`\`\n`,
  },
  {
    name: 'panels of package managers that hold text and several blocks of code',
    profile: 'balanced',
    source:
      '<Tabs>\n<TabItem label="npm">\n\n```sh\nnpm add kiln\n```\n\nIf you need clay:\n\n```sh\nnpm add clay\n```\n\n</TabItem>\n<TabItem label="yarn">\n\n```sh\nyarn add kiln\n```\n\nIf you need clay:\n\n```sh\nyarn add clay\n```\n\n</TabItem>\n<TabItem label="bun">\n\n```sh\nbun add kiln\n```\n\nIf you need clay:\n\n```sh\nbun add clay\n```\n\n</TabItem>\n</Tabs>\n\nText.\n',
    output:
      '**npm**\n\n```sh\nnpm add kiln\n```\n\nIf you need clay:\n\n```sh\nnpm add clay\n```\n\n_Left out: the same for yarn, bun._\n\nText.\n',
  },
  {
    name: 'an address that ends with two dollars, above two dollars as code',
    source: 'Call [`$$`](https://acme.dev/api/$$).\n\nOr `$$` alone.\n',
    output: 'Call [`$$`](https://acme.dev/api/$$).\n\nOr `$$` alone.\n',
  },
  {
    name: 'the name of a demo',
    path: 'page.md',
    dialect: 'dumi',
    source: '<code src="./a.tsx">Basic kiln</code>\n\nOne.\n',
    output: '**Basic kiln**\n\n```tsx\nheat();\n```\n\nOne.\n',
  },
  {
    name: 'a deep line of a paragraph that begins like a heading',
    path: 'page.md',
    source: 'Fire it:\n    # Heat it up\n    heat(1200)\n\nOne.\n',
    output: 'Fire it:\n\\# Heat it up\nheat(1200)\n\nOne.\n',
  },
  {
    name: 'a text for pictures on a link',
    path: 'page.md',
    source:
      '<a href="https://a.dev" alt="Acme Logo">\n  <img alt="Acme kilns" src="a.png">\n</a>\n',
    output: '[![Acme kilns](a.png)](https://a.dev)\n',
  },
  {
    name: 'a sign without width as an expression',
    source: "The kiln{'\\u2060'}—it is hot.\n",
    output: 'The kiln\u2060—it is hot.\n',
  },
  {
    name: 'an address that a component puts together, and one like it',
    source: 'One ([#3459](https://a.dev/pull/3459))\n\nTwo <Pull id={1459} />\n',
    output: 'One ([#3459](https://a.dev/pull/3459))\n\nTwo [#1459](https://a.dev/pull/1459)\n',
  },
  {
    name: 'an escaped bar in code outside of tables',
    source: 'Call `(a: 1 \\| 2) => void` once.\n',
    output: 'Call `(a: 1 \\| 2) => void` once.\n',
  },
  {
    name: 'a label that a component gives to its link as a title',
    source: '<Lesson href="https://a.example/kilns" title="All about kilns" />\n',
    output: '[Watch the course](https://a.example/kilns "All about kilns")\n',
  },
  {
    name: 'a letter that an editor writes as a number',
    source: 'It **holds:&#x20;**&#x54;he kilns, one **each&#x20;**&#x64;ay.\n',
    output: 'It **holds:** The kilns, one **each** day.\n',
  },
  {
    name: 'a table that begins an item',
    source: '- | Kiln | Heat |\n  | - | - |\n  | Round | 900 |\n',
    output: '- | Kiln | Heat |\n  | - | - |\n  | Round | 900 |\n',
  },
  {
    name: 'a letter as a number right behind a mark that ends in a sign',
    source: 'Take the **URL,**&#x63;opy i&#x74;**.** Then **"**&#x73;o&#x73;**"** it.\n',
    output: 'Take the **URL**,copy it. Then "sos" it.\n',
  },
  {
    name: 'a line of code by indentation that begins like a heading',
    path: 'page.md',
    source: 'Run:\n\n    # once\n    go\n\n    # again\n',
    output: 'Run:\n\n```\n# once\ngo\n\n# again\n```\n',
  },
  {
    name: 'code that is indented in a box, and below dots',
    path: 'page.md',
    source:
      '!!! note\n    Run:\n\n        # raise the kiln\n        go\n\n...then:\n\n    go\n    # hot\n',
    output:
      '> [!NOTE]\n> Run:\n>\n> ```\n> # raise the kiln\n> go\n> ```\n\n...then:\n\n```\ngo\n# hot\n```\n',
  },
  {
    name: 'a type in an attribute, and one in a list of objects',
    source: `<Field type="List<Kiln>" />\n\n<Own items={[\n  { title: '<Kiln />', hot: true },\n]} />\n`,
    output: 'List\\<Kiln>\n\n- **\\<Kiln />**\n',
  },
  {
    name: 'the name of an element as a title',
    source: '<Accordion title="The <body> tag">\n\nOne.\n\n</Accordion>\n',
    output: '**The \\<body> tag**\n\nOne.\n',
  },
  {
    name: 'a link without a text, whose title nobody sees',
    source: '## Kilns[](#kilns "Direct link to them")\n',
    output: '## Kilns\n',
  },
  {
    name: 'the name of an element in a list of labels',
    source:
      '<Tabs items={["npm", "<script>"]}>\n<Tab>\n\nOne.\n\n</Tab>\n</Tabs>\n\n`</script>` two.\n',
    output: '**npm**\n\nOne.\n\n**\\<script>**\n\n`</script>` two.\n',
  },
  {
    name: 'the name of a file as the title of a card',
    source: '<Card title="kilns.json" href="https://example.org/kilns">\n  Get it\n</Card>\n',
    output: '- [kilns.json](https://example.org/kilns): Get it\n',
  },
  {
    name: 'a place that leads to itself',
    path: 'page.md',
    source: 'The <a id="opt-heat" href="#opt-heat">`heat`</a> is hot.\n',
    output: 'The `heat` is hot.\n',
  },
  {
    name: 'an address with escaped brackets',
    source: 'A [number](https://en.example.org/wiki/555_\\(number\\)).\n',
    output: 'A [number](https://en.example.org/wiki/555_\\(number\\)).\n',
  },
  {
    name: 'a text in angle brackets that is no tag',
    source: 'Apply <schema file/dir path>.\n',
    output: 'Apply \\<schema file/dir path>.\n',
  },
  {
    name: 'code that is indented in a list item',
    path: 'page.md',
    source:
      '- If it fails:\n  - run:\n\n        # raise the kiln\n        See [it](https://a.example/x).\n\n- Done\n',
    output:
      '- If it fails:\n  - run:\n\n    ```\n    # raise the kiln\n    See [it](https://a.example/x).\n    ```\n\n- Done\n',
  },
  {
    name: 'a type in plain Markdown',
    dialect: 'generic',
    source: 'It gives Observable<Kiln>.\n',
    output: 'It gives Observable\\<Kiln>.\n',
  },
  {
    name: 'a drawing in a title',
    source: `<LinkCard href="/kiln" title='<svg role="img"><title>K</title><path d="M0 0"/></svg> Kiln' />\n`,
    output: '- [Kiln](/kiln)\n',
  },
  {
    name: 'an operation without a request body',
    source: 'One.\n\n<RequestSchema\n  title={"Fuel"}\n  body={undefined}\n>\n</RequestSchema>\n',
    output: 'One.\n',
  },
  { name: 'plain text', source: '# A\n\nOne two.\n', output: '# A\n\nOne two.\n' },
  {
    name: 'front matter below a blank line',
    source: '\n---\ntitle: Set up\nsidebar: 3\n---\n\nText\n',
    output: '---\ndescription: Text\ntitle: Set up\n---\n\n# Set up\n\nText\n',
  },
  {
    name: 'front matter in TOML',
    source: '+++\ntitle = "Set up"\n[extra]\nlead = "No."\n+++\n\nText\n',
    output: '# Set up\n\nText\n',
  },
  {
    name: 'front matter title as H1',
    source: '---\ntitle: Set up\nsidebar: 3\n---\n\nText\n',
    output: '---\ndescription: Text\ntitle: Set up\n---\n\n# Set up\n\nText\n',
  },
  {
    name: 'ESM, comments and tags dropped',
    source:
      "import { A } from 'a'\n\nexport const x = {\n  y: 'z',\n}\n\n{/* note */}\n\n<A>\n\nText <b>here</b>\n\n</A>\n",
    output: 'Text **here**\n',
  },
  ...Object.entries({
    comment: ['{/* note */}', ''],
    'comment of several lines': ['{/* note\n\nmore */}', ''],
    heading: ['## Then', '## Then\n'],
    rule: ['---', '---\n'],
    fence: ['```js\nx\n```', '```js\nx\n```\n'],
    tag: ['<A>\n\nin\n\n</A>', 'in\n'],
  }).map(([name, [above, kept]]) => ({
    name: `ESM right below a ${name}`,
    source: `${above}\nexport const x = 1\n\nText\n`,
    output: `${kept}\nText\n`,
  })),
  {
    name: 'prose attributes',
    source: '<Card title="Start here" icon="rocket">\n  Read it.\n</Card>\n',
    output: '**Start here**\n\nRead it.\n',
  },
  {
    name: 'containers and their titles',
    source: ':::note[Mind this]\nText\n:::\n',
    output: '> [!NOTE]\n> **Mind this**\n>\n> Text\n',
  },
  {
    name: 'a title of a container that names a box',
    source: '::: tip Note\nText\n:::\n\n:::caution[Important]\nText\n:::\n',
    output: '> [!NOTE]\n> Text\n\n> [!CAUTION]\n> **Important**\n>\n> Text\n',
  },
  {
    name: 'prose that became code and was shortened',
    profile: 'compact',
    source:
      'These words stay here.\n\n<Terminal>\nOne line.\nTwo lines.\n</Terminal>\n\nThese stay, as well.\n',
    output: `These words stay here.\n\n${fence('', 'One line.', '# … 1 line left out')}\nThese stay, as well.\n`,
  },
  {
    name: 'shortened blocks, each by its own marker',
    profile: 'compact',
    source: `${fence('js', 'a', 'b')}\nText\n\n${fence('js', 'x', 'y', 'z')}`,
    output: `${fence('js', '// … 2 lines left out')}\nText\n\n${fence('js', '// … 2 lines left out', 'z')}`,
  },
  {
    name: 'a fence in a list in a quote',
    source: '> - item\n>\n>   ```js\n>   a()\n>     b()\n>   ```\n',
    output: '> - item\n>\n>   ```js\n>   a()\n>     b()\n>   ```\n',
  },
  {
    name: 'a fence inside an indented component',
    source: '<Tab>\n    ```js\n    a()\n      b()\n    ```\n</Tab>\n',
    output: fence('js', 'a()', '  b()'),
  },
  {
    name: 'a sample of MDX in a longer fence',
    source: '````mdx\nimport A from "a"\n\n```js\n{/* x */}\n```\n````\n',
    output: '````mdx\nimport A from "a"\n\n```js\n{/* x */}\n```\n````\n',
  },
  {
    name: 'twoslash prelude',
    source: fence('ts twoslash', "import 'x'", '// ---cut---', 'a', '// ^?'),
    output: fence('ts', 'a'),
  },
  {
    name: 'a fence that names lines for others',
    source: `${fence('twoslash include a', 'x()')}\n${fence('ts twoslash', '// @include: a')}`,
    output: fence('ts', 'x()'),
  },
  {
    name: 'a fence for others that stands in another place than they do',
    source: `${fence('twoslash include a', 'x()')}\nSome words.\n\n${fence('ts twoslash', '// @include: a')}`,
    output: `Some words.\n\n${fence('ts', 'x()')}`,
  },
  {
    name: 'a title with a character by its number',
    source: '---\ntitle: "The kiln\\u0027s \\x41 \\U0001D539"\n---\n\nText\n',
    output: "# The kiln's A 𝔹\n\nText\n",
  },
  {
    name: 'a label that its element says again, strongly',
    source: '<TabItem label="Kilns">\n\n**Kilns**\n\nText\n\n</TabItem>\n',
    output: '**Kilns**\n\nText\n',
    dialect: 'docusaurus',
  },
  {
    name: 'texts that replace each other in a line',
    source: fence('js del="old" ins="new"', 'a("old new")', 'b("old")'),
    output: fence('diff', '-a("old")', '+a("new")', ' b("old")'),
  },
  {
    name: 'removed and added lines',
    source: fence('js', 'a // [!code --]', 'b // [!code ++]', 'c'),
    output: fence('diff', '-a', '+b', ' c'),
  },
  {
    name: 'a removed line that ends with a brace before its comment',
    source: fence('css', 'a { /* [!code --] */', 'b { /* [!code ++] */', '}'),
    output: fence('diff', '-a {', '+b {', ' }'),
  },
  {
    name: 'how tabs look',
    source: ':::tabs box-blue\n== One\nFirst.\n:::\n',
    output: '**One**\n\nFirst.\n',
  },
  {
    name: 'a backtick that is alone in an item of numbers',
    source: '6. `a`, `b\n7. `c`, `d`\n',
    output: '6. `a`, \\`b\n7. `c`, `d`\n',
  },
  {
    name: 'a caption under a picture',
    source: '<Screenshot\n  src="/a.png"\n  title="The kiln at work"\n/>\n',
    output: 'The kiln at work\n',
  },
  {
    name: 'the name of a button',
    source: '<Card>\n<UButton label="Fire it" />\n</Card>\n',
    output: 'Fire it\n',
  },
  {
    name: 'the label of a field that has the same name',
    path: 'page.md',
    source:
      '<form name="contact">\n  <p>\n    <label>Name: <input type="text" name="name" /></label>\n  </p>\n</form>\n',
    output: 'Name:\n',
  },
  {
    name: 'Markdown in a block of HTML, which none is',
    path: 'page.md',
    source: '<Deck>\n  <Card>\n## The `a` of it\n  </Card>\n</Deck>\n',
    output: '\\## The \\`a\\` of it\n',
  },
  {
    name: 'lines marked in the meta',
    source: fence('js del={1} ins={2}', 'a', 'b'),
    output: fence('diff', '-a', '+b'),
  },
  {
    name: 'a word above the title',
    source: ':orphan:\n\n# The title of it\n\nText.\n',
    output: '# The title of it\n\n:orphan:\n\nText.\n',
  },
  {
    name: 'a date above a title whose words the text repeats',
    source: '_May 5_\n\n# Kiln 2 is here\n\nKiln 2 has come.\n',
    output: '# Kiln 2 is here\n\n_May 5_\n\nKiln 2 has come.\n',
  },
  {
    name: 'a mark in a comment within a comment of JSX',
    source: fence('tsx', '<A /> {/* // [!code hl] */}'),
    output: fence('tsx', '<A />'),
  },
  {
    name: 'a link without a text',
    source: 'See [A](https://a.dev)[](https://b.dev).\n',
    output: 'See [A](https://a.dev).\n',
  },
  {
    name: 'links of a star alone',
    source: 'The `heat`[*](#names) of a kiln and its `cone`[*](#names), too.\n',
    output: 'The `heat`[\\*](#names) of a kiln and its `cone`[\\*](#names), too.\n',
  },
  {
    name: 'elements of code that touch',
    source: 'It is <code>Heat</code><code>[]</code> or <code>null</code>.\n',
    output: 'It is `Heat[]` or `null`.\n',
  },
  {
    name: 'a line that the meta adds and removes',
    source: fence('js del={1-2} ins={2}', 'a', 'b'),
    output: fence('diff', '-a', '-b'),
  },
  {
    name: 'highlight comments',
    source: fence('js', '// highlight-next-line', 'a'),
    output: fence('js', 'a'),
  },
  {
    name: 'comments that colour what is right',
    source: fence('js', '// success-next-line', 'a', '// error-line', 'b'),
    output: fence('js', 'a', 'b'),
  },
  {
    name: 'a title right after the language',
    source: fence('diff:title=a.js', '+ a', '', 'b'),
    output: `**\`a.js\`**\n\n${fence('diff', '+ a', '', 'b')}`,
  },
  {
    name: 'a command that goes on',
    source: fence('npm', 'npm create kiln \\', '  --heat 1200'),
    output: fence('bash', 'npm create kiln \\', '  --heat 1200'),
  },
  {
    name: 'an install fence',
    source: fence('package-install', 'zod'),
    output: fence('bash', 'npm install zod'),
  },
  {
    name: 'a diff with lines to colour and one without a mark',
    source: '```diff{3}\n└── kiln\n    ├── src\n+   │   └── fire\n```\n',
    output: '```diff\n└── kiln\n    ├── src\n+   │   └── fire\n```\n',
  },
  {
    name: 'a diff of another document, that a component shows',
    source: '<Shown of="kiln" />\n',
    output: fence('diff', '// kiln.ts', '-a', '+b'),
  },
  {
    name: 'an escaped heading id',
    path: 'page.mdx',
    source: '## Use it \\{#use-it}\n',
    output: '## Use it\n',
  },
  {
    name: 'heading ids and badges',
    source: '## Use it <Badge text="New" /> {#use-it}\n\n## Other [#other]\n',
    output: '## Use it (New)\n\n## Other\n',
  },
  {
    name: 'bars above dashes of another number',
    source: 'a | b | c\n- | -\n',
    output: 'a | b | c\n- | -\n',
  },
  {
    name: 'entries of data that a marker counts',
    profile: 'compact',
    source: fence('json', '[', '  1,', '  2,', '  3', ']'),
    output: fence('json', '[', '  1', '  // … 2 entries left out', ']'),
  },
  {
    name: 'the payload of an address',
    profile: 'compact',
    source: '[a](https://a.dev/b#code)\n',
    output: '[a](https://a.dev/b)\n',
  },
  {
    name: 'a tag in an expression that is a literal text',
    path: 'page.mdx',
    source: 'The <Name href="/inbox">{`<Inbox />`}</Name> component\n',
    output: 'The [\\<Inbox />](/inbox) component\n',
  },
  { name: 'a placeholder', source: 'Give <token> to it\n', output: 'Give \\<token> to it\n' },
  { name: 'one in capitals', source: 'Give <TOKEN_ID>\n', output: 'Give \\<TOKEN_ID>\n' },
  { name: 'one with a digit', source: 'At <S3_HOST>\n', output: 'At \\<S3_HOST>\n' },
  { name: 'the name of a host', source: 'At <acme.dev>\n', output: 'At \\<acme.dev>\n' },
  { name: 'one that an API describes', source: 'Give it\n', output: 'Give it \\<entryId>\n' },
  { name: 'a sign of two brackets', source: 'Tags <> ids\n', output: 'Tags \\<> ids\n' },
  {
    name: 'the mark of an operation whose method is in small letters',
    source: '---\nopenapi: post /jobs\n---\n\nText.\n',
    output: '`POST /jobs`\n\nText.\n',
  },
  {
    name: 'a line of code of HTML that looks like a heading',
    source: '<pre><code>a: 1\n\n# of b\nb: 2\n</code></pre>\n',
    output: '```\na: 1\n\n# of b\nb: 2\n```\n',
  },
  {
    name: 'a row of dashes among the rows of a table',
    source: '| a | b |\n| - | - |\n| one | two |\n| --- | --- |\n| three | four |\n',
    output: '| a | b |\n| - | - |\n| one | two |\n| --- | --- |\n| three | four |\n',
  },
  {
    name: 'rows of a table that go on a quotation',
    source: '> Quoted.\n| a, b | c |\n|-|-|\n| d | @e f |\n',
    output: '# T\n\n> Quoted.\n> | a, b | c |\n> |-|-|\n> | d | @e f |\n',
  },
  {
    name: 'table cells with HTML and escaped pipes',
    source: '| A | B |\n|---|---|\n| a<br/>b | `x \\| y` |\n',
    output: '| A | B |\n| - | - |\n| a<br>b | `x \\| y` |\n',
  },
  {
    name: 'links as tags, autolinks and definitions',
    source:
      '<a href="https://a.example/x?a=1&amp;b=2">a</a> <Card href="https://b.example" title="B" /> [c][c]\n\n[c]: https://c.example\n',
    output: '[a](https://a.example/x?a=1&b=2) [B](https://b.example/) [c](https://c.example)\n',
  },
  {
    name: 'braces in Markdown are text',
    path: 'page.md',
    source: 'A `{string}` or {string}.\n',
    output: 'A `{string}` or {string}.\n',
  },
  {
    name: 'literal expressions',
    source: "One{' '}\ntwo {'three'}\n",
    output: 'One two three\n',
  },
  {
    name: 'values with words glued to them, and in templates',
    source: 'Of v{version}beta.\n\n<Code>{`run v${version} now`}</Code>\n',
    output: 'Of v1.2beta.\n\n```\nrun v1.2 now\n```\n',
  },
  { name: 'escaped tags', source: 'Use \\<Tabs> here.\n', output: 'Use \\<Tabs> here.\n' },
  {
    name: 'a word joined where markup fell away',
    source: '<span>Type</span>Script\n',
    output: 'TypeScript\n',
  },
  {
    name: 'links that belong to the site',
    source:
      'Text\n\n<Button link="https://twitter.com/intent/tweet?text=a">Share it</Button>\n\n[Edit this page](https://a.example/edit)\n',
    output: 'Text\n',
  },
  {
    name: 'the image of the dark theme',
    source:
      '<img className="dark:hidden" src="a.png" alt="A tree" />\n<img className="hidden dark:block" src="b.png" alt="A tree" />\n',
    output: '![A tree](a.png)\n',
  },
  {
    name: 'a title that names the kind of an alert',
    source: ':::note[Important]\nRead.\n:::\n\n::: tip Note\nWrite.\n:::\n',
    output: '> [!IMPORTANT]\n> Read.\n\n> [!NOTE]\n> Write.\n',
  },
  {
    name: 'an address without a long value',
    profile: 'balanced',
    source: 'See [it](https://a.example/b?c={%22d%22:1}&e=f).\n',
    output: 'See [it](https://a.example/b?e=f).\n',
  },
  {
    name: 'blocks that a note names',
    profile: 'balanced',
    source: `${fence('bash', 'npm i a')}\n${fence('bash', 'pnpm i a')}\n${fence('bash', 'yarn add a')}`,
    output: `${fence('bash', 'npm i a')}\n_Left out: the same for pnpm, yarn._\n`,
  },
  {
    name: 'indented code that a note names',
    path: 'page.md',
    profile: 'balanced',
    source:
      'It makes a file for the kiln:\n\n    heat: 900\n\n    cool: 20\n    glaze: ash\n\nAs shown there before:\n\n    heat: 900\n\n    cool: 20\n    glaze: ash\n\nMind every single line of it.\n',
    output: `It makes a file for the kiln:\n\n${fence('', 'heat: 900', '', 'cool: 20', 'glaze: ash')}\nAs shown there before:\n\n_Left out: the same code as above._\n\nMind every single line of it.\n`,
  },
  {
    name: 'letters as entities in a title',
    source: '---\ntitle: M&eacute;tricas\n---\n\nOne.\n',
    output: '# Métricas\n\nOne.\n',
  },
  {
    name: 'elements of code that a note names',
    profile: 'balanced',
    source:
      '<Tabs>\n  <TabItem label="npm">\n    <CodeBlock>npm install one</CodeBlock>\n  </TabItem>\n  <TabItem label="yarn">\n    <CodeBlock>yarn add one</CodeBlock>\n  </TabItem>\n  <TabItem label="pnpm"><CodeBlock>\n    pnpm add one\n  </CodeBlock></TabItem>\n</Tabs>\n\nText\n',
    output: `**npm**\n\n${fence('', 'npm install one')}\n_Left out: the same for yarn, pnpm._\n\nText\n`,
  },
  {
    name: 'a module in a heading',
    source: "## _import A from 'a';_\n",
    output: "## _import A from 'a';_\n",
  },
  {
    name: 'the label of a block that is left out',
    profile: 'balanced',
    source: ['npm i', 'yarn', 'pnpm i']
      .map((line) => `${fence('bash title="set-up.sh"', line)}\n`)
      .join(''),
    output: `**\`set-up.sh\`**\n\n${fence('bash', 'npm i')}\n_Left out: the same for yarn, pnpm._\n`,
  },
  {
    name: 'prose and code that a note counts',
    profile: 'compact',
    source: `One.\n\nTwo three.\n\n${fence('js', 'a')}`,
    output: 'One.\n\n_Left out: 1 block of prose, 1 code block._\n',
  },
  {
    name: 'equal words, cells and headings, some of which a note counts',
    profile: 'compact',
    source:
      '## First part of all\n\n| a | b |\n| - | - |\n| yes | x |\n| yes | y |\n\n### Notes\n\nGone words here.\n\n## Second part of all\n\n| a | b |\n| - | - |\n| yes | x |\n\n### Notes\n\nWords stay here.\n',
    output:
      '## First part of all\n\n| a | b |\n| - | - |\n| _Left out: 2 rows._ | |\n\n_Left out: 1 block of prose, 1 heading._\n\n## Second part of all\n\n| a | b |\n| - | - |\n| yes | x |\n\n### Notes\n\nWords stay here.\n',
  },
  {
    name: 'link targets that a note counts',
    profile: 'compact',
    source: '[a](https://a.example) and [b](https://b.example)\n',
    output: 'a and b\n\n_Left out: 2 link targets._\n',
  },
  {
    name: 'titles of links whose targets a note counts',
    profile: 'compact',
    source:
      'An [a](https://a.example "Ash first") and a [b][b].\n\n[b]: https://b.example "Birch next"\n',
    output: 'An a and a b.\n\n_Left out: 2 link targets._\n',
  },
  {
    name: 'the name of a part that a component of MDC shows, and lines of a text in YAML',
    path: 'page.md',
    dialect: 'mdc',
    source:
      ':partial{content="snippet-auth-token"}\n\n::chat\n---\ncontent: "Fired.\\n\\nThe kiln is cold."\n---\n::\n',
    output: 'Send a key.\n\nFired.\n\nThe kiln is cold.\n',
  },
  {
    name: 'an address that a component shows as a browser does, holes of a text, and the title of a place',
    source:
      '<Shot url="https://kilns.dev/fire/1" />\n\n<Since v="2" description="{product} {ver} changed it." />\n\n<a name="ash" title="All about ash"></a>\n',
    output: 'kilns.dev/fire/1\n\nKilns 2 changed it.\n',
  },
  {
    name: 'tags of a template language that the dialect does not know',
    path: 'page.md',
    dialect: 'vitepress',
    source: 'The {% cache %} tag.\n\n!!!include(docs/parts/a.md)!!!\n',
    output: 'The {% cache %} tag.\n',
  },
  {
    name: 'a sign for private use that the source has',
    source: 'Choose \uE0A0 here.\n',
    output: 'Choose \uE0A0 here.\n',
  },
  {
    name: 'the address of a definition that a tag of Liquid gives',
    path: 'page.md',
    dialect: 'liquid',
    source: 'Read [all of it][guide].\n\n[guide]: {% docs_url ovens#doors %}\n',
    output: 'Read [all of it](ovens#doors).\n',
  },
  {
    name: 'the target of a definition that only prose under a note refers to',
    profile: 'compact',
    source:
      'This stays as it is.\n\nOne more [word][0] here.\n\n## Next part of it\n\n[0]: https://a.example/b#c(d.e)\n',
    output: 'This stays as it is.\n\n_Left out: 1 block of prose._\n\n## Next part of it\n',
  },
  {
    name: 'lines that an earlier block has shown',
    profile: 'compact',
    source: `${fence('js', 'a', 'b', 'c')}\n${fence('js', 'x', 'a', 'b', 'c')}`,
    output: `${fence('js', 'a', 'b', 'c')}\n${fence('js', 'x', '// … 3 lines left out, as above')}`,
  },
  {
    name: 'releases that a note counts',
    profile: 'compact',
    source: '## 2.1\n\nNew.\n\n## 2.0\n\nOld.\n',
    output: '## 2.1\n\nNew.\n\n_Left out: 1 older releases from 2.0 to 2.0, 1 heading._\n',
  },
  {
    name: 'a shortened block with its marker',
    profile: 'balanced',
    source: fence('js', 'a', 'b', 'c', 'd'),
    output: fence('js', 'a', '// … 3 lines left out'),
  },
];

const lost: Pair[] = [
  {
    name: 'a block beside an equal one that was shortened',
    profile: 'compact',
    source: `${fence('js', 'a', 'b', 'c')}\n${fence('js', 'a', 'b', 'c')}`,
    output: fence('js', 'a', '// … 2 lines left out'),
    finds: ['code 7'],
  },
  {
    name: 'a heading below an item, however far it is indented',
    path: 'page.md',
    source: '- Item\n\n    ## Deep\n',
    output: '- Item\n\n  Deep\n',
    finds: ['heading 3'],
  },
  {
    name: 'the address of an autolink',
    source: 'See <https://a.dev/b>.\n',
    output: 'See it.\n',
    finds: ['link 1'],
  },
  {
    name: 'the path of an address',
    profile: 'compact',
    source: '[a](https://a.dev/bc)\n',
    output: '[a](https://a.dev/b)\n',
    finds: ['link 1'],
  },
  {
    name: 'the mark of one of several equal words',
    source: 'Take the `a` file out of it.\n',
    output: 'Take the a file out of it. `a`\n',
    finds: ['mark 1'],
  },
  {
    name: 'a heading that went into the section above',
    source: '# T\n\n## A\n\n### B\n\n## C\n',
    output: '# T\n\n## A\n\n### B\n\n### C\n',
    finds: ['heading 7'],
  },
  {
    name: 'the mark of a line that the meta adds',
    source: fence('js ins={2}', 'a', 'b'),
    output: fence('diff', ' a', ' b'),
    finds: ['mark 1'],
  },
  {
    name: 'a label that no longer stands above its block',
    source: `<Tab title="Arch">\n\n${fence('sh', 'a')}\n</Tab>\n`,
    output: `${fence('sh', 'a')}\n**Arch**\n`,
    finds: ['order 1'],
  },
  {
    name: 'the mark of a label that is the name of its box',
    source: '<Pitfall>\n\nMind this.\n\n</Pitfall>\n',
    output: '> [!WARNING]\n> Pitfall\n>\n> Mind this.\n',
    finds: ['mark 2'],
  },
  {
    name: 'the mark of a file in a tree',
    source: '<FileTree>\n\n- src/ all that is built\n\n</FileTree>\n',
    output: '- src/ all that is built\n',
    finds: ['mark 3'],
  },
  {
    name: 'the order of two pictures',
    source: '![](a.png)\n\n![](b.png)\n',
    output: '![](b.png)\n\n![](a.png)\n',
    finds: ['order 3'],
  },
  {
    name: 'the place of one of three pictures, beside one that stands twice',
    source: '![](a.png)\n\n![](b.png)\n\n![](c.png)\n\n![](d.png)\n\n![](d.png)\n',
    output: '![](b.png)\n\n![](d.png)\n\n![](c.png)\n\n![](a.png)\n\n![](d.png)\n',
    finds: ['order 7'],
  },
  {
    name: 'a heading that HTML writes',
    source: '<h3>Good</h3>\n\nOne two three.\n',
    output: 'Good\n\nOne two three.\n',
    finds: ['mark 1'],
  },
  {
    name: 'the mark of the operation in front matter',
    source: '---\nopenapi: GET /jobs\n---\n\nText.\n',
    output: 'GET /jobs\n\nText.\n',
    finds: ['mark 1'],
  },
  {
    name: 'the lines that a shortened block should keep',
    profile: 'compact',
    source: fence('js', 'a', 'b', 'c', 'd'),
    output: fence('js', 'a', 'x', '// … 2 lines left out'),
    finds: ['code 1'],
  },
  { name: 'a word', source: 'One\ntwo three.\n', output: 'One two.\n', finds: ['word 2'] },
  { name: 'one of two equal words', source: 'a\n\na b\n', output: 'a b\n', finds: ['word 3'] },
  {
    name: 'words like ESM in a paragraph with a comment',
    source: 'One {/* a\nb */}\nexport const x = 1\n',
    output: 'One\n',
    finds: ['word 3'],
  },
  {
    name: 'a prose attribute',
    source: '<Card title="Start" />\n\nText\n',
    output: 'Text\n',
    finds: ['word 1'],
  },
  {
    name: 'a heading turned into text',
    source: '## Use\n',
    output: 'Use\n',
    finds: ['heading 1'],
  },
  {
    name: 'a code line',
    source: fence('js', 'a()', 'b()'),
    output: fence('js', 'a()'),
    finds: ['code 1'],
  },
  {
    name: 'indentation of code',
    source: fence('py', 'if a:', '  b'),
    output: fence('py', 'if a:', 'b'),
    finds: ['code 1'],
  },
  {
    name: 'an import line in code',
    source: `---\ntitle: x\n---\n\n${fence('js', "import a from 'a'", 'a()')}`,
    output: `# x\n\n${fence('js', 'a()')}`,
    finds: ['code 5'],
  },
  {
    name: 'a link target',
    source: '[a](https://a.example)\n',
    output: 'a\n',
    finds: ['link 1'],
  },
  {
    name: 'a table cell',
    source: '| A | B |\n|---|---|\n| a b | c d |\n',
    output: '| A | B |\n| - | - |\n| a b | |\n\nc\n\nd\n',
    finds: ['cell 3'],
  },
  {
    name: 'more elements of code than the note says',
    profile: 'balanced',
    source:
      '<CodeBlock>npm install one</CodeBlock>\n\n<CodeBlock>yarn add two</CodeBlock>\n\n<CodeBlock>pnpm add three</CodeBlock>\n',
    output: `${fence('', 'npm install one')}\n_Left out: the same for yarn._\n`,
    finds: ['word 5'],
  },
  {
    name: 'more blocks than the note says',
    profile: 'compact',
    source: `${fence('js', 'a')}\n${fence('js', 'b')}`,
    output: '_Left out: 1 code block._\n',
    finds: ['code 5'],
  },
  {
    name: 'the title of a link that is still there',
    profile: 'compact',
    source: '[a](https://a.example "Ash first")\n',
    output: '[a](https://a.example)\n',
    finds: ['word 1'],
  },
  {
    name: 'more link targets than the note says',
    profile: 'compact',
    source: '[a](https://a.example) and [b](https://b.example)\n',
    output: 'a and b\n\n_Left out: 1 link target._\n',
    finds: ['link 1'],
  },
  {
    name: 'a block beside prose that the page has shown',
    profile: 'compact',
    source: `One.\n\n${fence('js', 'a')}`,
    output: '_Left out: the same text as above._\n',
    finds: ['code 3'],
  },
  {
    name: 'a block beside the text of another page',
    profile: 'compact',
    source: `<include>./a.mdx</include>\n\n${fence('js', 'a')}`,
    output: '_Left out: the text of docs/a.mdc._\n',
    finds: ['code 3'],
  },
  {
    name: 'a block beside older releases',
    profile: 'compact',
    source: `## 2.0\n\n${fence('js', 'a')}`,
    output: '_Left out: 1 older releases from 2.0 to 2.0, 1 heading._\n',
    finds: ['code 3'],
  },
  {
    name: 'words, links and cells far from the note that counts prose',
    profile: 'compact',
    source:
      '# Top of page\n\nThis stays as is.\n\nThis may well go.\n\n## Next part of it\n\nThese words [stay](https://a.example) together here.\n\n| one cell | two cells |\n| - | - |\n',
    output:
      '# Top of page\n\nThis stays as is.\n\n_Left out: 1 block of prose._\n\n## Next part of it\n\nThese words stay here.\n\n| one cell | two |\n| - | - |\n',
    finds: ['link 9', 'cell 11', 'word 9', 'word 11'],
  },
  {
    name: 'the target of a definition that prose far from the note refers to, too',
    profile: 'compact',
    source:
      'This stays as it is.\n\nOne more [word][0] here.\n\n## Next part of it\n\nTo [stay][0] here.\n\n[0]: https://a.example\n',
    output:
      'This stays as it is.\n\n_Left out: 1 block of prose._\n\n## Next part of it\n\nTo stay here.\n',
    finds: ['link 9'],
  },
  {
    name: 'words next to the note that counts prose',
    profile: 'compact',
    source: 'This line stays as is here.\n\nGone.\n\nThat other line stays, too.\n',
    output: 'This line stays as is.\n\n_Left out: 1 block of prose._\n\nother line stays, too.\n',
    finds: ['word 1', 'word 5'],
  },
  {
    name: 'a heading and a code block far from the note that counts them',
    profile: 'compact',
    source: `# Top of page\n\nThis stays as is.\n\nGone.\n\nThis stays here, too.\n\n## More\n\n${fence('js', 'a')}`,
    output:
      '# Top of page\n\nThis stays as is.\n\n_Left out: 1 block of prose, 1 heading, 1 code block._\n\nThis stays here, too.\n',
    finds: ['code 11', 'heading 9'],
  },
  {
    name: 'more lines than the marker says',
    profile: 'balanced',
    source: fence('js', 'a', 'b', 'c', 'd'),
    output: fence('js', 'a', '// … 2 lines left out'),
    finds: ['code 1'],
  },
];

const leaked: Pair[] = [
  {
    name: 'a snippet of a plugin of VitePress',
    source: '<<< DEMO ./kiln.vue\n',
    output: '<<< DEMO ./kiln.vue\n',
    finds: ['leak 1'],
    dialect: 'vitepress',
  },
  {
    name: 'a tag',
    source: '<Tab>x</Tab>\n',
    output: '<Tab>x</Tab>\n',
    finds: ['leak 1', 'leak 1'],
  },
  {
    name: 'a tag in text that an attribute holds',
    source: '<A b="<b c>d">\n\n<Tab e="f">\n\nx\n',
    output: '\\<b c>d\n\n\\<Tab e="f">\n\nx\n',
    finds: ['leak 1', 'leak 3'],
  },
  { name: 'a tag as text', source: '<Tab>x\n', output: '\\<Tab>x\n', finds: ['leak 1'] },
  {
    name: 'a component of the dialect as text',
    dialect: 'generic',
    source: '<Tab>x\n',
    output: '\\<Tab>x\n',
    finds: ['leak 1'],
  },
  { name: 'ESM', source: "import a from 'a'\n", output: "import a from 'a'\n", finds: ['leak 1'] },
  {
    name: 'a shortcode of an attribute',
    dialect: 'hugo',
    source: '<a title="{{<up>}}">x</a>\n',
    output: 'x {{\\<up>}}\n',
    finds: ['leak 1'],
  },
  { name: 'a comment', source: '{/* a */}\n', output: '{/* a */}\n', finds: ['leak 1'] },
  { name: 'an HTML comment', source: '<!-- a -->\n', output: '<!-- a -->\n', finds: ['leak 1'] },
  {
    name: 'a container',
    source: ':::note\nA\n:::\n',
    output: ':::note\nA\n:::\n',
    finds: ['leak 1'],
  },
  { name: 'a tag of Liquid', source: '{% a %}\n', output: '{% a %}\n', finds: ['leak 1'] },
  { name: 'a shortcode', source: '{{< a >}}\n', output: '{{< a >}}\n', finds: ['leak 1'] },
  {
    name: 'a tag in character references',
    source: '<Tab>x</Tab>\n',
    output: '&#60;Tab>x&#x3c;/Tab>\n',
    finds: ['leak 1'],
  },
  { name: '`<br>` outside a cell', source: 'a<br>b\n', output: 'a<br>b\n', finds: ['leak 1'] },
];

describe('verifyDocument finds nothing where all is kept', () => {
  it.each(kept)('$name', (pair) => {
    expect(findingsOf(pair)).toEqual([]);
  });
});

describe('verifyDocument finds what is lost', () => {
  it.each(lost)('$name', (pair) => {
    expect(findingsOf(pair).filter((finding) => pair.finds!.includes(finding))).toEqual(pair.finds);
  });
});

describe('verifyDocument finds source syntax outside code', () => {
  it.each(leaked)('$name', (pair) => {
    expect(findingsOf(pair)).toEqual(pair.finds);
  });
});

describe('verifyDocument counts', () => {
  it('what the source holds and what of it the output does', () => {
    const source = '## Use\n\nOne two.\n\n```js\na\nb\n```\n';
    const output = '## Use\n\nOne.\n\n```js\na\n```\n';
    expect(verifyDocument({ path: 'a.md', source, output }).counts).toEqual({
      words: { total: 3, kept: 2 },
      codeLines: { total: 2, kept: 1 },
      headings: { total: 1, kept: 1 },
      links: { total: 0, kept: 0 },
      cells: { total: 0, kept: 0 },
    });
  });
});

describe('what the configuration drops is not a loss', () => {
  const body = 'Words\n\n```js\nlost()\n```\n';
  it.each<[string, object, string, string?]>([
    [
      'a component',
      { components: { Internal: 'drop' } },
      `<Internal>\n\n${body}\n</Internal>\n\nKept\n`,
    ],
    [
      'a name by its end',
      { components: { '*Only': 'drop' } },
      `<TeamOnly>\n\n${body}\n</TeamOnly>\n\nKept\n`,
    ],
    [
      'a class',
      { components: { 'div.secret': 'drop' } },
      `<div class="a secret">\n\n${body}\n</div>\n\nKept\n`,
    ],
    [
      'an attribute',
      { components: { '[internal]': 'drop' } },
      `<div internal>\n\n${body}\n</div>\n\nKept\n`,
    ],
    ['a tag within a line', { components: { X: 'drop' } }, 'Kept <X>Words</X>\n'],
    ['a container', { containers: { team: 'drop' } }, `:::team Title\n${body}:::\n\nKept\n`],
    [
      'a pair of shortcodes',
      { macros: { team: 'drop' } },
      `{{< team >}}\n${body}{{< /team >}}\n\nKept\n`,
    ],
    ['a pair of tags', { macros: { team: 'drop' } }, `{% team %}\n${body}{% endteam %}\n\nKept\n`],
  ])('%s', (_, rules, source) => {
    const input = { path: 'a.mdx', source, output: 'Kept\n' };
    expect(verifyDocument({ ...input, rules }).findings).toEqual([]);
    expect(verifyDocument(input).findings).not.toEqual([]);
  });

  it('a name in a sample of code is no such construct', () => {
    const source = '```md\n:::team\n```\n\nWords\n';
    const { findings } = verifyDocument({
      ...{ path: 'a.md', source, output: 'Kept\n' },
      rules: { containers: { team: 'drop' }, components: { team: 'drop' } },
    });
    expect(findings.map(({ rule }) => rule)).toEqual(['code', 'word']);
  });
});

describe('what the configuration renders in its own way', () => {
  const since = { components: { Since: { as: 'template', text: '**Added in:** [[{pkg}@]]v{v}' } } };
  const box = { components: { Box: { as: 'alert', title: 'heading' } } };
  it.each<[string, object, string, string, string[]]>([
    ['a template', since, '<Since v="2.1" />', '**Added in:** v2.1', []],
    ['a template that lost its value', since, '<Since v="2.1" />', '**Added in:** v', ['word']],
    ['a template that lost its words', since, '<Since v="2.1" />', 'v2.1', ['word']],
    ['a template without what it needs', since, '<Since />', 'Text', []],
    ['an attribute that a row names', box, '<Box heading="Mind">Text</Box>', 'Text', ['word']],
    [
      'an attribute that the row of a pattern names',
      { components: { '*Box': box.components.Box } },
      '<OwnBox heading="Mind">Text</OwnBox>',
      'Text',
      ['word'],
    ],
    ['an attribute that no row names', box, '<Box title="Mind">Text</Box>', 'Text', []],
    [
      'what a rendering replaces',
      { components: { Play: { as: 'embed', src: ['id'] } } },
      '<Play id="7">Your browser plays nothing.</Play>',
      '[Video](https://play.example/7)',
      [],
    ],
  ])('%s', (_, rules, source, output, finds) => {
    const { findings } = verifyDocument({ path: 'a.mdx', source, output, rules });
    expect(findings.map(({ rule }) => rule)).toEqual(finds);
  });
});

describe('components of which the output says nothing', () => {
  const read = (specifier: string) =>
    specifier.endsWith('.vue')
      ? {
          path: specifier.slice(2),
          text: `<template><p>${specifier === './Own.vue' ? 'Text' : ''}</p></template>`,
        }
      : undefined;
  it.each<[string, string, string, string[]]>([
    ['without content', '<Map />', 'Text', ['Map']],
    ['each use', '<Map />\n\n<Map></Map>', 'Text', ['Map', 'Map']],
    ['with content', '<Map>Text</Map>', 'Text', []],
    ['with an attribute that is there', '<Map place="Text" />', 'Text', []],
    ['with one in braces', "<Map place={'Text'} />\n\n<Map place={'Words'} />", 'Text', ['Map']],
    [
      'with data that is there',
      `<Own all={[{ a: 'It\\'s hot' }]} />\n\n<Own all={['Not hot']} />`,
      "It's hot",
      ['Own'],
    ],
    [
      'with code that is there',
      '<Own code={`\n<Kiln\n  heat={9} />`} />\n\n<Own code={`<Pot />`} />',
      '> ```\n> <Kiln\n>   heat={9} />\n> ```',
      ['Own'],
    ],
    ['known to a table of the dialect', '<Icon name="x" />', 'Text', []],
    ['known to the configuration', '<Since />', 'Text', []],
    ['whose source says nothing', "import Own from './Mute.vue'\n\n<Own />", 'Text', ['Own']],
    ['whose source says something', "import Own from './Own.vue'\n\n<Own />", 'Text', []],
    ['with words in its place', 'Ash.\n\n<Map />\n\nOak.', 'Ash.\n\nText\n\nOak.', []],
    ['with words in its place, at the end', 'Ash.\n\n<Map />', 'Ash.\n\nText', []],
    ['an icon with its sign', '| <CircleX /> | a |', '| ✗ | a |', []],
    ['an icon without a sign', '| <CircleX /> | a |', '| | a |', ['CircleX']],
    ['with words elsewhere', 'Ash.\n\n<Map />\n\nOak.', 'Ash.\n\nOak. Text', ['Map']],
    ['code between its tags', '<Box>\n```js\na();\n```\n</Box>\n', '```js\na();\n```\n', []],
  ])('%s', (_, source, output, mute) => {
    const rules = { components: { Since: { as: 'template', text: 'v{v}' } } };
    const input = { path: 'a.mdx', source, output, rules, read, dialect: 'starlight' };
    expect(verifyDocument(input).mute).toEqual(mute);
  });
});

it.each<[string, string, string, string[]]>([
  ['said', '<Map place="A b" way="C d" />', 'A b\n\nC d\n', []],
  ['half said', '<Map place="A b" way="C d" />', 'A b\n', ['not all of <Map>: way missing']],
  ['objects', '<Map\n  live={{ Kiln }}\n  at={{"b":["c"]}}\n/>\n\nA b\n', 'A b\n', []],
  ['part of a file', '<Map place="A b" of="kilns/Wood#The door" />', 'A b\n', []],
  ['classes of an icon', '<Map place="A b" icon="fa-regular fa-map" />', 'A b\n', []],
  ['said but for its style', '<Map place="A b" boxClass="c d" aria-label="e f" />', 'A b\n', []],
  ['said with marks', '<Map place="A `b`" way="[C](/x) d" />', 'A `b`, [C](/y) d\n', []],
  ['style', '<Map place="A b" way="C d" className="e f" />', 'A b\n\nC d\n', []],
  [
    'title of a tab',
    '<Tab value="b" title="A" label="C">c</Tab>',
    '**C**\n\nc\n',
    ['words missing: A'],
  ],
  [
    'name of a tab beside its title',
    '<Tab value="b" title="A">c</Tab>',
    '**A**\n\nc\n',
    ['words missing: b'],
  ],
])('attributes of a component: %s', (_, source, output, findings) => {
  const found = verifyDocument({ path: 'a.mdx', source, output, dialect: 'mintlify' }).findings;
  expect(found.filter(({ rule }) => rule === 'word').map(({ what }) => what)).toEqual(findings);
});

describe('what a document takes from other files', () => {
  const files: Readonly<Record<string, string>> = {
    './part.mdx': '---\ntitle: Part\n---\n\n## Inside\n\nWords of [a part](https://a.example/x).\n',
    './Own.vue':
      '<template><div><h1>Head</h1><p v-if="on">Now and then</p><Other>slot</Other><p>said {{ x }}</p></div></template>',
    './Own.astro':
      '---\nconst { n } = Astro.props;\n---\n<table><th>One</th><th>Two</th></table>{n && <p>No</p>}v{n}',
    './part.md': '## Inside\n\nWords\n',
    './deep.mdx': "import P from './part.mdx'\n\n<P />\n",
    './self.mdx': "import S from './self.mdx'\n\nSelf\n\n<S />\n",
    './Title.jsx':
      "import Head from '@docusaurus/Head';\nexport default ({ title }) => (\n  <Head>\n    <title>{title}</title>\n  </Head>\n);\n",
    './code.mdx': 'The heat of it:\n\n```text\nkiln {\n  glaze\n}\nheated at {heat}\n```\n',
    './data.yml': 'ask: <kiln_name>\nsay: "<lang:kiln.is_hot>"\n',
  };
  const read = (specifier: string) => {
    const text = files[specifier];
    return text === undefined ? undefined : { path: specifier.slice(2), text };
  };
  const part = '## Inside\n\nWords of [a part](https://a.example/x).\n';
  const using = (file: string) => `import P from '${file}'\n\n<P />\n`;
  it.each<[string, string, string, string[], string?]>([
    ['a partial', using('./part.mdx'), part, []],
    ['a word of a partial', using('./part.mdx'), part.replace('Words', ''), ['word 3']],
    ['a heading of a partial', using('./part.mdx'), part.replace('## ', ''), ['heading 3']],
    [
      'a partial of a partial',
      using('./deep.mdx'),
      'Words',
      ['heading 3', 'link 3', 'word 3', 'word 3'],
    ],
    ['a file that includes itself', using('./self.mdx'), 'Self', []],
    ['a file that is not there', using('./gone.mdx'), 'Text', []],
    ['texts of a template', using('./Own.vue'), '# Head\n\nsaid\n', []],
    ['a text of a template that is lost', using('./Own.vue'), 'said\n', ['word 3']],
    [
      'a component above the title',
      `${using('./part.mdx')}\n# All of them\n\nText\n`,
      `# All of them\n\n${part}\nText\n`,
      [],
    ],
    ['cells in another order', using('./Own.astro'), 'Two One\n', ['order 3']],
    [
      'an include of Hugo',
      '{{% include "./part.md" %}}\n',
      '',
      ['heading 1', 'word 1', 'word 1'],
      'hugo',
    ],
    [
      'an include of VitePress',
      '<!-- @include: ./part.md -->\n',
      '',
      ['heading 1', 'word 1', 'word 1'],
      'vitepress',
    ],
    [
      'braces in the code of a snippet',
      using('./code.mdx'),
      'The heat of it:\n\n```text\nkiln {\n  glaze\n}\nheated at {heat}\n```\n',
      [],
      'mintlify',
    ],
    [
      'what a page gives to the code of a snippet',
      using('./code.mdx').replace('/>', 'heat="90" />'),
      'The heat of it:\n\n```text\nkiln {\n  glaze\n}\nheated at 90\n```\n',
      [],
      'mintlify',
    ],
    ['a use that is a sample', '`<P />`\n', '`<P />`\n', []],
    [
      'a component for the head of the page',
      "import Title from './Title.jsx'\n\n<Title title='All about kilns' />\n",
      '',
      [],
    ],
    [
      'names in angle brackets in data that a component shows',
      "import data from './data.yml?raw'\n\n<Own data={data} />\n",
      '\\<kiln_name>: \\<lang:kiln.is_hot>\n',
      [],
    ],
    [
      'a heading id with a dot, and a heading that ends in a sign',
      '## Heat {: #kiln.heat }\n\n## Over @\n',
      '## Heat\n\n## Over @\n',
      [],
      'mkdocs-material',
    ],
  ])('%s', (_, source, output, finds, dialect = 'generic') => {
    const path = /^(?:generic|mintlify)$/.test(dialect) ? 'a.mdx' : 'a.md';
    const { findings } = verifyDocument({ path, source, output, read, dialect });
    expect(findings.map(({ rule, line }) => `${rule} ${line}`)).toEqual(finds);
  });
});

const own: [name: string, source: string, output: string, dialect?: string][] = [
  [
    'code that only people should read',
    '<HumanOnly>\n\n```js\na()\n```\n\n</HumanOnly>\n\n<LLMOnly>\n\nText with `<HumanOnly>`\n\n</LLMOnly>\n',
    'Text with `<HumanOnly>`\n',
  ],
  [
    'text above the title',
    'Up [A](b.md)\n\n# Title\n\nText\n',
    '# Title\n\nUp [A](b.md)\n\nText\n',
  ],
  [
    'a title in other case in front matter',
    '---\ntitle: Set Up\n---\n\n# Set up\n\nText\n',
    '---\nsource: a.md\n---\n\n# Set up\n\nText\n',
  ],
  ['an id in percent signs', '## One %{#own}%\n\nText\n', '## One\n\nText\n'],
  ['an attribute without a value', '## Kilns {kilns}\n\nText\n', '## Kilns\n\nText\n', 'vitepress'],
  [
    'an address that is escaped',
    'See https\\://example.com/a\\_b now.\n',
    'See https://example.com/a_b now.\n',
  ],
  [
    'code in a tag that is named for it',
    "{% codeExample 'a' %}\n  @b;\n  ===\n  @b\n{% endcodeExample %}\n",
    '```\n@b;\n===\n@b\n```\n',
    'liquid',
  ],
  [
    'a pattern of paths in a line with a mark',
    "```js\na('./**/*.md') // [!code error] // no\n```\n",
    "```js\na('./**/*.md') // no\n```\n",
    'vitepress',
  ],
  ['marks and links in an element of code', '<code>**get** [Line](/a)</code>\n', '`get Line`\n'],
  ['a link that leads nowhere', 'See [this]().\n', 'See this.\n'],
  ['a colon after a mark', '**one**:: two\n', '**one**:: two\n'],
  [
    'a tag that a title shows',
    '```ts title="A<T> one"\nx\n```\n',
    '**A\\<T> one**\n\n```ts\nx\n```\n',
  ],
  [
    'a part of a path that a reader puts in',
    '```yml title="<kiln>/a.yml"\nx: 1\n```\n',
    '**`<kiln>/a.yml`**\n\n```yml\nx: 1\n```\n',
  ],
  [
    'an icon of a label',
    '```xml [a.xml ~ri:a-b~]\nx\n```\n',
    '**`a.xml`**\n\n```xml\nx\n```\n',
    'vitepress',
  ],
  [
    'an icon of a label, as a component',
    '```vue [a.vue <IconVue />]\nx\n```\n\n```vue [<IconVue />]\ny\n```\n',
    '**`a.vue`**\n\n```vue\nx\n```\n\n```vue\ny\n```\n',
    'vitepress',
  ],
  [
    'two backticks alone in cells',
    '| Key | Default | Values |\n| - | - | - |\n| `a` | `` | `` |\n| `b` | `` x ` y `` | `` |\n',
    '| Key | Default | Values |\n| - | - | - |\n| `a` | `` | `` |\n| `b` | `` x ` y `` | `` |\n',
  ],
  [
    'files within a block of twoslash',
    '```ts twoslash\n// @errors: 2345\n// @filename: a.ts\na\n\n// @filename: b.ts\nb\n```\n',
    '```ts\n// @filename: a.ts\na\n\n// @filename: b.ts\nb\n```\n',
  ],
  [
    'what twoslash cuts out of the middle',
    '```ts twoslash\na\n// ---cut-start---\nb\n// ---cut-end---\nc\n```\n',
    '```ts\na\nc\n```\n',
  ],
  ['a comment of Hugo', '{{< comment >}} No. {{< /comment >}}\n\nText\n', 'Text\n', 'hugo'],
  [
    'what mkdocstrings is asked for',
    '::: a.b\n    options:\n      members: [c]\n\nText\n',
    '`a.b`\n\nText\n',
    'mkdocs-material',
  ],
  [
    'a label of a reference in the next line',
    'See [what it says]\n[there], then.\n\n[there]: https://example.com/there\n',
    'See [what it says](https://example.com/there),\nthen.\n',
    'mkdocs-material',
  ],
  [
    'signs of marks in blocks one below the other',
    '### auth-*\n- one\n- 3.9.* two\n- 3.* three\n',
    '### auth-*\n\n- one\n- 3.9.* two\n- 3.* three\n',
  ],
  ['letters by their names', 'Qu&eacute; c&oacute;digo &#225;gil.\n', 'Qué código ágil.\n'],
  [
    'signs of a link in HTML',
    '<center>\nGo to [it](/a).\n</center>\n',
    'Go to \\[it](/a).\n',
    'mkdocs-material',
  ],
  ['the sign of an alert in code', 'See (`>`, `> [!NOTE]`).\n', 'See (`>`, `> [!NOTE]`).\n'],
  [
    'an object that the title of its reference names',
    '---\ntitle: kiln.fire\n---\n\n::: kiln.fire\n\nText\n',
    '# kiln.fire\n\nText\n',
    'mkdocs-material',
  ],
  ['braces in code', 'Use <code>class D { ... }</code>.\n', 'Use `class D { ... }`.\n', 'liquid'],
  [
    'an object that the heading of its reference names',
    '# `kiln.fire`\n\n::: kiln.fire\n    options:\n      members: [heat]\n\nText\n',
    '# `kiln.fire`\n\n`heat`\n\nText\n',
    'mkdocs-material',
  ],
  [
    'a value in braces in an address',
    '- Visit http://localhost:{own-port} now\n',
    '- Visit <http://localhost:{own-port}> now\n',
    'mkdocs-material',
  ],
  [
    'a reference beside code',
    'It gives `List[`[`Kiln`][kilns.Kiln]`]` or [`Oven`][Oven]` | None`.\n',
    'It gives `List[Kiln]` or `Oven | None`.\n',
    'mkdocs-material',
  ],
  [
    'values of the front matter in signs of the site',
    '---\nkind: kiln_v2\n---\n\n-{{% set a = 1 %}}-\nThe `-{{ kind }}-` fires\n\n```yaml\nkind: -{{ kind }}-\n```\n',
    'The `kiln_v2` fires\n\n```yaml\nkind: kiln_v2\n```\n',
    'mkdocs-material',
  ],
  [
    'a title of code that HTML marks',
    '```json title="<code>./kiln.json</code>"\n{}\n```\n',
    '**`./kiln.json`**\n\n```json\n{}\n```\n',
    'mkdocs-material',
  ],
  ['a link after brackets', '[][Key](#key) of it\n', '[][Key](#key) of it\n', 'mkdocs-material'],
  [
    'links and tags in what an included file is given',
    '{% include note.html content="See [the kiln](../kiln.html#heat(a)), <a href=\'/b\'>b</a>, https://a.dev" %}\n',
    '**Note:** See [the kiln](kiln.mdc#heat), [b](/b), <https://a.dev>\n',
    'liquid',
  ],
  [
    'braces of a template',
    'Written as {{ .KILN_NAME }}\n',
    'Written as {{ .KILN_NAME }}\n',
    'mkdocs-material',
  ],
  [
    'a file in angle brackets',
    'Load <Kiln.dll>.config files\n',
    'Load \\<Kiln.dll>.config files\n',
    'docfx',
  ],
  [
    'a placeholder of several words',
    'Ask "<your cloud provider> kiln".\n',
    'Ask "\\<your cloud provider> kiln".\n',
    'hugo',
  ],
  [
    'a loose backtick in a row without a bar at its start',
    'A|B\n:-|:-\n`a`|"`x"\n`b`|`c` d\n',
    '| A | B |\n| :- | :- |\n| `a` | "\\`x" |\n| `b` | `c` d |\n',
  ],
  ['code that a plugin includes', '{* src/a.py hl[1] *}\n\nText\n', 'Text\n', 'mkdocs-material'],
  [
    'where a link in the title of a block leads',
    '/// note | Read [a page](../b/page.md)\n\nText\n///\n',
    '> [!NOTE]\n> **Read [a page](page.mdc)**\n>\n> Text\n',
    'mkdocs-material',
  ],
  ['a title of a control', '<button class="i-sun" title="One two"/>\n\nText\n', 'Text\n'],
  [
    'empty code in rows',
    '| a |\n| - |\n| `` |\n| `` |\n',
    '| a |\n| - |\n| \\`\\` |\n| \\`\\` |\n',
  ],
  ['code over two lines of a quote', '> See `a\n> b`.\n', '> See `a b`.\n'],
  [
    'a heading and a block of code in a cell',
    '<table><tr><td>\n\n###### One\n\n</td><td>\n\n```js\na\n  b\n```\n\n</td></tr></table>\n',
    '| | |\n| - | - |\n| **One** | `a`<br>`  b` |\n',
  ],
  [
    'marks in a block of HTML',
    '<div>\nOne **two**\n</div>\n',
    'One \\*\\*two\\*\\*\n',
    'vitepress',
  ],
  [
    'a place of the site in a definition',
    'See [one][].\n\n[one]: {{< relref "one" >}}\n',
    'See [one](one.mdc).\n',
    'hugo',
  ],
  [
    'a word in brackets that is no definition',
    '> [note]: Be careful, they meet.\n\n[note]\n',
    '> \\[note]: Be careful, they meet.\n\n\\[note]\n',
  ],
  [
    'a role that is not closed',
    '- {ref}`one <two>\n\nText\n',
    '- {ref}\\`one \\<two>\n\nText\n',
    'myst',
  ],
  [
    'a label of a tab and of its block, some lines apart',
    '::tabs-item\n---\nicon: i-vue\nlabel: a/b.vue\n---\n\n```vue [a/b.vue]\nx\n```\n::\n',
    '**`a/b.vue`**\n\n```vue\nx\n```\n',
    'mdc',
  ],
  [
    'text that a page captures and prints nowhere',
    'One.\n\n{% capture a %}\nTwo three.\n\n```sh\nx\n```\n{% endcapture %}\n\n{% capture b %}\nFour.\n{% endcapture %}\n\n{{ b }}\n',
    'One.\n\nFour.\n',
    'liquid',
  ],
  [
    'code between tags, in its language',
    '{% highlight diff %}\n-a\n+b\n{% endhighlight %}\n\n- One\n\n  {%- highlight ruby linenos -%}\n  a\n  {%- endhighlight -%}\n\n{% highlight %}\nc\n{% endhighlight %}\n',
    '```diff\n-a\n+b\n```\n\n- One\n\n  ```ruby\n  a\n  ```\n\n```\nc\n```\n',
    'liquid',
  ],
  [
    'code between tags in a list, and such tags in a fence',
    '- One\n\n    {% codeblock lang:js %}\n    a\n\n    b\n    {% endcodeblock %}\n\n- Two\n\n    {% own %}\n    c\n    {% endown %}\n\n```\n{% own %}\nc\n{% endown %}\n```\n',
    '- One\n\n  ```js\n  a\n\n  b\n  ```\n\n- Two\n\n  ```\n  c\n  ```\n\n```\n{% own %}\nc\n{% endown %}\n```\n',
    'liquid',
  ],
  [
    'an output that only the site knows',
    'Take {{ site.apps }} of the {{ site.name | upcase }} apps, and the site.\n',
    'Take {site.apps} of the {site.name} apps, and the site.\n',
    'liquid',
  ],
  [
    'an address before an entity',
    'See &ldquo;https://a.example/b&rdquo; and https://a.example/c?d=1&amp;e=2.\n',
    'See “<https://a.example/b>” and <https://a.example/c?d=1&e=2>.\n',
  ],
  [
    'headings in the cells of a table',
    '<table><tr><th></th><th>B</th></tr><tr><td><h4>One</h4></td><td>Two three</td></tr></table>\n',
    '| | B |\n| - | - |\n| **One** | Two three |\n',
    'markdoc',
  ],
  [
    'brackets behind a language that are no label',
    '```cli [a-b, 506px]\nx\n```\n',
    '```cli\nx\n```\n',
    'fumadocs',
  ],
  [
    'a title that a component says, too',
    '---\ntitle: One two\n---\n\n<Blog title="One two">\n\nText\n\n</Blog>\n',
    '---\nurl: a\n---\n\n# One two\n\nText\n',
  ],
];

describe('what a document has in its own way', () => {
  it.each(own)('%s', (_, source, output, dialect) => {
    expect(verifyDocument({ path: 'a.md', source, output, dialect }).findings).toEqual([]);
  });
});

/** What may happen to a line of an output; undefined where that changes nothing. */
const damages: Record<string, (lines: string[], at: number) => string[]> = {
  gone: (lines, at) => lines.toSpliced(at, 1),
  twice: (lines, at) => lines.toSpliced(at, 0, lines[at]!),
  'behind the next': (lines, at) => {
    const next = lines.findIndex((line, index) => index > at && line !== '');
    return next === -1 ? lines : lines.with(at, lines[next]!).with(next, lines[at]!);
  },
  'without its last word': (lines, at) =>
    lines.with(at, lines[at]!.replace(/[\p{L}\p{N}]+(?=[^\p{L}\p{N}]*$)/u, '')),
  'without marks': (lines, at) => lines.with(at, lines[at]!.replace(/[`*_#>|[\]+-]/g, '')),
  'with other marks': (lines, at) =>
    lines.with(
      at,
      lines[at]!.replace(/^#|\*\*|`|\[!\w+\]/g, (mark) => (mark === '**' ? '' : mark + mark)),
    ),
};

describe('what is said of an output of which a line is spoilt', () => {
  const pairs: (Pair & { dialect?: string | undefined })[] = [
    ...kept,
    ...own.map(([name, source, output, dialect]) => ({
      ...{ name, source, output, dialect, path: 'a.md' },
    })),
  ];
  it.each(pairs)('$name', ({ source, output, profile, dialect, path = 'page.mdx' }) => {
    const lines = output.split('\n');
    const said = Object.entries(damages).flatMap(([damage, damaged]) => {
      const found = lines.flatMap((line, at) => {
        const spoilt = damaged(lines, at).join('\n');
        if (line === '' || spoilt === output) return [];
        const { findings } = verifyDocument({ path, source, output: spoilt, profile, dialect });
        const all = findings.map(({ rule, line, what }) => `${rule} ${line} ${what}`);
        return [`  ${line}: ${all.join('; ') || 'nothing'}`];
      });
      return found.length > 0 ? [`${damage}:`, ...found] : [];
    });
    expect(`\n${said.join('\n')}\n`).toMatchSnapshot();
  });
});

describe('all that is said of a document', () => {
  const described = '---\ndescription: One two three four five six\n---\n\nText\n\n';
  const garbled = ['word 3 not as it is written: "One two three four five six"'];
  const unclosed = '<template><p>One {{ two</p> <3 <p>three</p></template>';
  const read = (file: string) => ({ path: file.slice(2), text: unclosed });
  it.each<[source: string, output: string, said: string[], dialect?: string]>([
    [':::{admonition} Tip\nText\n:::\n', '> [!TIP]\n> Text\n', [], 'myst'],
    [
      ':::{admonition} Other\nText\n:::\n',
      '> [!TIP]\n> Text\n',
      ['word 1 words missing: Other'],
      'myst',
    ],
    [':::{note} Tip\nText\n:::\n', '> [!NOTE]\n> Text\n', ['word 1 words missing: Tip'], 'myst'],
    ['<Tab title="npm">\n\n**Mind**\n\nText\n\n</Tab>\n', '**npm**\n\n**Mind**\n\nText\n', []],
    [
      '<Tab title="npm" />\n<Tab title="yarn">\n\nText\n\n</Tab>\n',
      '**npm**\n\n**yarn**\n\nText\n',
      ['order 1 nothing stands below "npm"'],
    ],
    [described, 'Text\n\nOne two three four six\n', garbled],
    [described, 'Text\n\nOne two three four six five\n', garbled],
    [described, 'Text\n\nX two three four five six\n', garbled],
    [described, 'Text\n\nTwo three four five six\n', []],
    [
      `${described}<iframe src="https://a.dev" title="One Two three four five six" />\n`,
      'Text\n\n[One Two three four five six](https://a.dev)\n',
      [],
    ],
    ['---\nopenapi: get /a/b/c/d\n---\n\nText\n', '`GET /a/b/c/d`\n\nText\n', []],
    [described, 'Text\n\nSix five four three two one\n', []],
    ['See <https://a.dev>or b.\n', 'See <https://a.dev>or b.\n', []],
    ['<link rel="x" href="https://a.dev" />\n\nText\n', 'Text\n', []],
    ['**export default a**\n', '**export default a**\n', []],
    ['```js\n\na\n\n```\n', '```js\na\n```\n', []],
    [
      '[a](https://a.dev) and [b](https://a.dev)\n',
      '[a](https://a.dev) and\n',
      ['link 1 no longer a link: "b"', 'word 1 words missing: b'],
    ],
    ['[a b](a.png)\n', '[a b](b.png)\n', ['target 1 leads elsewhere: "a b" to b.png']],
    [described, `${described.replace('Text', '# A')}Text\n\nOne two three four six\n`, []],
    // Another file that is included may say the same of something else.
    ['[a b](a.png)\n', '[a b](b.png)\n\n[a b](c.png)\n', []],
    [
      '---\ntitle: One\n---\n\n<Card title="Start here">Read</Card>\n',
      '# One\n\nRead\n',
      ['mark 5 label without a mark: "Start here"', 'word 5 words missing: Start here'],
    ],
    [
      '`a\n[b`\n',
      '`a\n[b`\n',
      ['fixed-point 1 inlineCode does not survive rendering and parsing again'],
    ],
    ['[![a b](b.png) c](/d)\n', '[![a b](b.png) c](/d)\n', []],
    ['[a [b](c) d](e)\n', '[a [b](c) d](e)\n', []],
    ['[a [b [c](d) e](f) g](h)\n', '[a [b [c](d) e](f) g](h)\n', []],
    ['[a [b]() c](d)\n', '[a b c](d)\n', []],
    ['[a ![b](c) d](e)\n', '[a ![b](c) d](e)\n', []],
    ['![a [b](c) d](e) [f](g)\n', '![a b d](e) f\n', ['mark 1 no longer link: f']],
    ['[a [b](c) d](e) [f](g)\n', '[a [b](c) d](e) f\n', ['link 1 no longer a link: "f"']],
    ['[![a b](b.png) c](/d)\n', '![a b](b.png) c\n', ['link 1 no longer a link: "a b c"']],
    [
      '{% capture a %}\nOne two.\n{% endcapture %}\n{{ a | markdownify }}\n',
      '{a}\n',
      ['word 2 words missing: One two'],
      'liquid',
    ],
    [
      // Of texts that are alike, the output may say either.
      '---\nlead: One two three four five six\nnote: One two three four five seven\n---\n\nText\n',
      'Text\n\nOne two three four five seven\n',
      [],
    ],
    ['<Box note="One two three" />\n\nA b c d e f.\n', 'A b c d e f.\n\nOne two three\n', []],
    [
      '<div data-file="a/b.yml">\n\nA b c d e f g h.\n\n</div>\n\nIn `a/b.yml`.\n',
      'A b c d e f g h.\n\nIn `a/b.yml`.\n',
      [],
    ],
    [
      '<Box note="One two three four" />\n\nA b c d e f.\n',
      'A b c d e f.\n\nOne two three four\n',
      ['order 1 not where it stood: "One two three four"'],
    ],
    [
      '```sh title="Get e and last-found heads"\n```\n```sh title="Answer with e and last-found heads"\n```\n`Last-found` head as `if-found-since` to see if the kept answer is still good.\n```sh title="Use the heads to see if the kept answer is still good"\n```\n',
      '**Get e and last-found heads**\n\n```sh\n```\n\n**Answer with e and last-found heads**\n\n```sh\n```\n\n`Last-found` head as `if-found-since` to see if the kept answer is still good.\n\n**Use the heads to see if the kept answer is still good**\n\n```sh\n```\n',
      [],
    ],
    [
      '<TabsList>\n\n<TabsTrigger value="a">Command</TabsTrigger>\n<TabsTrigger value="b">Manual</TabsTrigger>\n\n</TabsList>\n\n<TabsContent value="a">\n\nRun this here.\n\n</TabsContent>\n\n<TabsContent value="b">\n\nCopy that there.\n\n</TabsContent>\n',
      '**Command**\n\nRun this here.\n\n**Manual**\n\nCopy that there.\n',
      [],
    ],
    [
      '<Link to="/a">\n  <div>\n    <h3>One</h3>\n  </div>\n  <p>Two three.</p>\n</Link>\n\n<div><h3>Four</h3></div>\n',
      '- [One](/a): Two three.\n\nFour\n',
      ['mark 8 no longer heading: Four'],
    ],
    ['<BoxLink title="One two" href="/a">Three</BoxLink>\n', '[Three](/a)\n', []],
    ['A &#60;Tab&#62; and &#x3c;Note&#x3e; b\n', 'A \\<Tab> and \\<Note> b\n', []],
    ['A Tab b\n', 'A \\<Tab> b\n', ['leak 1 tag: "<Tab> b"']],
    ['A Kiln<Tab> b\n', 'A Kiln\\<Tab> b\n', [], 'markdoc'],
    [
      '```{figure} a.png\n:alt: One two\n```\n',
      '![x](a.png)\n',
      ['word 1 words missing: One two'],
      'myst',
    ],
    ['(there)=\n\n% Note\n\n+++ {"a": "b"}\n\nText\n', 'Text\n', [], 'myst'],
    ['```{toctree}\na\n', '', [], 'myst'],
    [
      // The page says its title once more, and somewhere else.
      '---\ntitle: One two\n---\n\nText here now.\n\nOne two\n\nMore text here too.\n',
      '# One two\n\nText here now.\n\nMore text here too.\n',
      [],
    ],
    [
      '```js title="a.ts"\nx\n```\n',
      '**a.ts**\n\n```js\nx\n```\n',
      ['mark 1 mark missing: code a.ts', 'mark 1 label without a mark: "a.ts"'],
    ],
    [
      '```sh One Example\nx\n```\n',
      '**One Example**\n\n```sh\nx\n```\n\nExample:\n\n```json\n{}\n```\n',
      [],
    ],
    ['```sh npm\nx\n```\n', 'npm\n\n```sh\nx\n```\n', ['mark 1 label without a mark: "npm"']],
    ['A\n\n<Required />\n', 'A\n\nREQUIRED\n', []],
    [
      '```ts title="a.ts"\nx\n```\n\n<Own />\n',
      '**`a.ts`**\n\n```ts\nx\n```\n\n- src\n  - a.ts\n',
      [],
    ],
    ['A\n\n<Required />\n', 'A\n\nRequired\n', ['mark 3 label without a mark: "Required"']],
    // A component of the site's own shows it as it does.
    [
      'import Must from "./must.astro"\n\n<Must title="Now">\n\nA b\n\n</Must>\n',
      'Now\n\nA b\n',
      [],
    ],
    // A document that is imported says where it shows what it is given, and whether.
    [
      'import P from "./_p.mdx"\n\nA b c d\n\n<P key="k8s.io/raku.class" what="of the kiln" which="E f g"/>\n\nE f g h i\n\n`k8s.io/raku.class`\n',
      'A b c d\n\nOne two 3 three\n\nE f g h i\n\n`k8s.io/raku.class`\n',
      [],
      'docusaurus',
    ],
    ['A https://&#123;kiln&#125;.org/x\n', 'A https://{kiln}.org/x\n', []],
    // What a component of the site makes of an address is said by its source.
    [
      'A\n\n<Pic src="https://kiln.org/a/b.png" note="B c" />\n',
      'A\n\n![B c](https://cdn.org/a/b.png)\n\nB c\n',
      [],
    ],
    [
      'A\n\n<Pic src="https://kiln.org/a/b.png" note="B c" />\n',
      'A\n\nB c\n',
      ['link 3 link target missing: https://kiln.org/a/b.png'],
    ],
    // Expressive Code marks the words in the block.
    ['```md \'title="a.ts"\'\nx\n```\n', '```md\nx\n```\n', []],
    ['It is `process.env`<wbr/>`.A`.\n', 'It is `process.env.A`.\n', [], 'vitepress'],
    // Markdown has no links within code, and no code.
    [
      'You see <code>`a b` c="d"</code> and <code>`[e_f]`</code>.\n',
      'You see `a b c="d"` and `[e_f]`.\n',
      [],
    ],
    // How a picture looks is no word.
    ['<h3>⚙️</h3>\n\nA ⚙️ b\n', '## ⚙\n\nA b\n', []],
    ['<code>\\{ a: [B](#b) \\}</code>\n', '`{ a: B }`\n', []],
    ['<code>{`{ a: `}[B](#b){` }`}</code>\n', '`{ a: B }`\n', []],
    [
      'One two\n\n<details>\n<summary>\n\n## Three four\n\n</summary>\n\nFive six\n\n</details>\n',
      'One two\n\n## Three four\n\nFive six\n',
      [],
    ],
    [
      'One two\n\n<summary>\n\n## Three four\n\nFive six\n\n</summary>\n\nSeven\n',
      'One two\n\n## Three four\n\nFive six\n\nSeven\n',
      [],
    ],
    [
      'One two\n\n<details>\n<summary>Three four</summary>\n\nFive six\n\n</details>\n',
      'One two\n\nThree four\n\nFive six\n',
      ['mark 4 no longer strong: Three four'],
    ],
    ['npm\n\n```sh\nx\n```\n', 'npm\n\n```sh\nx\n```\n', []],
    ['```sh\nx\n```\n', 'npm b\n\n```sh\nx\n```\n', []],
    [
      '```js\na\nb\nc\nd\n```\n',
      '```js\na\nb\nx\ny\n```\n',
      ['code 1 code block (js): 2 of 4 lines missing or changed, first "c"'],
    ],
    [
      '```js\na\nb\nc\nd\n```\n\n```js\na\nx\ny\nz\n```\n',
      '```js\na\nx\nq\nr\n```\n',
      [
        'code 1 code block (js): 3 of 4 lines missing or changed, first "b"',
        'code 8 code block (js): 2 of 4 lines missing or changed, first "y"',
      ],
    ],
    ['Text\n\nexport const x = 1', 'Text\n', []],
    ["export const x = {\n\n  y: 'z',\n}\n\nText\n", 'Text\n', []],
    ['```js\na\n', '```js\na\n```\n', []],
    ['```js\na\n', '```js\na\n```\n', [], 'mkdocs-material'],
    ['A\n===\n\nOne\nB\n---\n', '# A\n\n## One B\n', []],
    ['A\n===\n\nText\n', 'A\n\nText\n', ['heading 1 heading missing: "A"']],
    ['<>One</> two <3 three < four\n', 'One two <3 three < four\n', []],
    [
      '<a title="/x" href="/x/y">One</a> <X title="q" href="/q">Two</X>\n',
      '[One](/x/y) [Two](/q)\n',
      [
        'mark 1 label without a mark: "q"',
        'link 1 no longer a link: "q"',
        'word 1 words missing: q',
      ],
    ],
    [
      'Text\n\n{% table %}\n\n- One\n- Two\n\n---\n\n- a\n- b\n\n{% /table %}\n',
      'Text\n\n| One | Two |\n| - | - |\n| a | b |\n',
      [],
      'markdoc',
    ],
    [
      "import P from './own.vue'\n\n<P />\n",
      'Three\n',
      ['word 3 words missing: One two', 'word 3 words missing: 3', 'word 3 words missing: three'],
    ],
  ])('%j, %j', (source, output, said, dialect) => {
    const path = dialect === 'myst' || dialect === 'mkdocs-material' ? 'a.md' : 'a.mdx';
    const { findings } = verifyDocument({ path, source, output, dialect, read });
    expect(findings.map(({ rule, line, what }) => `${rule} ${line} ${what}`)).toEqual(said);
  });

  it.each([
    ['| a | b |\n| - | - |\n| c | d |\n', '| a | b |\n| - | - |\n| d | c |\n'],
    [described, 'Text\n\nOne two three four six\n'],
    ['One two three. Four five six.\n', 'Four five six. One two three.\n'],
  ])('is that nothing is lost, in profiles that shorten: %j, %j', (source, output) => {
    const input = { path: 'a.mdx', source, output };
    expect(verifyDocument(input).findings).not.toEqual([]);
    expect(verifyDocument({ ...input, profile: 'balanced' }).findings).toEqual([]);
  });

  it('where a container of another name than what is dropped is lost', () => {
    const source = ':::other\nWords\n:::\n\n:::team\nGone\n:::\n';
    const rules = { containers: { team: 'drop' } };
    const { findings } = verifyDocument({ path: 'a.md', source, output: 'Text\n', rules });
    expect(findings.map(({ what }) => what)).toEqual(['words missing: Words']);
  });
});

describe('values of the site in Hugo', () => {
  const source =
    'Release {{% param version %}} is out.\n\n```sh\nget x@{{< param version >}} -q\n```\n\n[Go](https://a.example/{{< param "version" >}}/x)\n';
  const output = (version: string) =>
    `Release ${version} is out.\n\n\`\`\`sh\nget x@${version} -q\n\`\`\`\n\n[Go](https://a.example/${version}/x)\n`;
  it.each([
    ['known to the site', output('1.2'), []],
    ['not known', output('{version}'), []],
    ['lost at one place', output('1.2').replace('@1.2', '@'), ['code']],
  ])('%s', (_, made, finds) => {
    const { findings } = verifyDocument({ path: 'a.md', source, output: made, dialect: 'hugo' });
    expect(findings.map(({ rule }) => rule)).toEqual(finds);
  });
});

describe('shortcodes of Hugo in words and addresses', () => {
  const source =
    'The [samples](https://a.example/tree/v{{% app/latest %}}/samples) of `app-{{< newest >}}` and v{{< newest >}} here.\n';
  const output = (folder: string) =>
    `The [samples](https://a.example/tree/v1.2/${folder}) of \`app-2.0\` and v2.0 here.\n`;
  it.each([
    ['filled in', 'samples', []],
    ['in another address', 'other', ['link', 'target']],
  ])('%s', (_, folder, finds) => {
    const made = { path: 'a.md', source, output: output(folder), dialect: 'hugo' };
    expect(verifyDocument(made).findings.map(({ rule }) => rule)).toEqual(finds);
  });
});

it.each([
  ['in a line', '[Go](/docs/{{< param version >}}/go).\n'],
  ['in a definition', '[Go].\n\n[go]: /docs/{{< param version >}}/go\n'],
  ['twice', '[Go](/docs/{{< param version >}}/{{< param part >}}/go).\n'],
])('an address with a shortcode whose value no page shows: %s', (_, source) => {
  const made = { path: 'a.md', source, output: '[Go](go.mdc).\n', dialect: 'hugo' };
  expect(verifyDocument(made).findings).toEqual([]);
});

it('attributes that a note names are left out', () => {
  const source = '<Commands npm="npm add one" yarn="yarn add two" />\n';
  const output = (note: string) =>
    `${fence('sh', 'npm add one')}\n_Left out: the same for ${note}._\n`;
  const find = (note: string) =>
    verifyDocument({ path: 'a.mdx', source, output: output(note), profile: 'balanced' }).findings;
  expect(find('yarn')).toEqual([]);
  expect(find('pnpm').map(({ rule }) => rule)).toEqual(['word']);
});

it('a label that says what the one just above says is needed once', () => {
  const source = '<Tab title="a.ts">\n\n```ts title="a.ts"\nx\n```\n\n</Tab>\n';
  const output = '**`a.ts`**\n\n```ts\nx\n```\n';
  expect(verifyDocument({ path: 'a.mdx', source, output }).findings).toEqual([]);
});
