import { expect, it } from 'vitest';
import { verifyDocument } from '../../src/verify/verify.ts';

const head = '---\ntitle: A\n---\n\n';
const fence = (info: string) => `\`\`\`${info}\na\n\`\`\`\n`;
const table = (...rows: string[]) => `${['| a | b |', '| - | - |', ...rows].join('\n')}\n`;

/** What is kept in one place alone: name, source, output that has it, output that has not, finding. */
it.each<[string, string, string, string, string, string?]>([
  ['title', head, `${head}# A\n`, `${head}A\n`, 'level 4'],
  [
    'title of a fence',
    fence('ts title="A b"'),
    `**A b**\n\n${fence('ts')}`,
    `A b\n\n${fence('ts')}`,
    'mark 1',
  ],
  [
    'file name of a fence',
    fence('ts title="a.ts"'),
    `**\`a.ts\`**\n\n${fence('ts')}`,
    `**a.ts**\n\n${fence('ts')}`,
    'mark 1',
  ],
  [
    'title of a box',
    ':::note[A b]\n\nOne.\n\n:::\n',
    '> [!NOTE]\n> **A b**\n>\n> One.\n',
    '> [!NOTE]\n> A b\n>\n> One.\n',
    'mark 1',
  ],
  [
    'tab',
    '=== "A b"\n\n    One.\n',
    '**A b**\n\nOne.\n',
    'A b\n\nOne.\n',
    'mark 1',
    'mkdocs-material',
  ],
  [
    'label of a component',
    '<Tab label="A b">\n\nOne.\n\n</Tab>\n',
    '**A b**\n\nOne.\n',
    'A b\n\nOne.\n',
    'mark 1',
  ],
  [
    'package manager that the output adds',
    fence('sh npm2yarn'),
    `**npm**\n\n${fence('sh')}`,
    `npm\n\n${fence('sh')}`,
    'mark 1',
  ],
  ['link of a card', '<Card title="A b" href="/c" />\n', '- [A b](/c)\n', '- A b\n', 'link 1'],
  [
    'link by a reference with code',
    '[`a`][] one.\n\n[`a`]: /b\n',
    '[`a`](/b) one.\n',
    '`a` one.\n',
    'link 1',
  ],
  ['target within the site', '[A b](/c/d)\n', '[A b](/c/d)\n', '[A b](/c/q)\n', 'target 1'],
  [
    'target of another site',
    '[A b](https://a.example/c)\n',
    '[A b](https://a.example/c)\n',
    '[A b](httqs://a.example/c)\n',
    'target 1',
  ],
  ['order of cells', table('| c | d |'), table('| c | d |'), table('| d | c |'), 'cell 3'],
  [
    'cell without words',
    table('| c | ✅ |', '| d | ✅ |'),
    table('| c | ✅ |', '| d | ✅ |'),
    table('| c | ✅ |', '| d | |'),
    'cell 4',
  ],
  ['shown shortcode', '`{{</* a */>}} b`\n', '`{{< a >}} b`\n', '{{< a >}} b\n', 'mark 1', 'hugo'],
  ['include of code', 'One.\n', 'One.\n', 'One.\n\n@[code](./a.js)\n', 'leak 3'],
  [
    'block of code of a page without a title',
    `One.\n\n${fence('')}\nTwo.\n`,
    `One.\n\n${fence('')}\nTwo.\n`,
    `One.\n\nTwo.\n\n${fence('')}`,
    'order 3',
  ],
  ['span of code in HTML', '<code>a-b</code> c\n', '`a-b` c\n', 'a-b c\n', 'mark 1'],
  [
    'label that is the info of a fence',
    fence('ts A b'),
    `**A b**\n\n${fence('ts')}`,
    `A b\n\n${fence('ts')}`,
    'mark 1',
  ],
  [
    'mark of a line of a diff',
    '```diff\n+a\n b\n```\n',
    '```diff\n+a\n b\n```\n',
    '```diff\n a\n b\n```\n',
    'mark 1',
  ],
  [
    'title above its block',
    `${fence('ts title="A b"')}\nOne.\n\nTwo.\n`,
    `**A b**\n\n${fence('ts')}\nOne.\n\nTwo.\n`,
    `${fence('ts')}\nOne.\n\n**A b**\n\nTwo.\n`,
    'order 1',
  ],
  ['strong words', 'One **a b** two.\n', 'One **a b** two.\n', 'One a b two.\n', 'mark 1'],
  ['emphasised words', 'One _a b_ two.\n', 'One _a b_ two.\n', 'One a b two.\n', 'mark 1'],
  ['words struck out', 'One\n\n~~a b~~ c\n', 'One\n\n~~a b~~ c\n', 'One\n\na b c\n', 'mark 3'],
  [
    'address in a tag',
    '<Card title="A b" href="https://a.example/c" />\n',
    '- [A b](https://a.example/c)\n',
    '- A b\n',
    'link 1',
  ],
  [
    'sign of an address',
    'One [a](https://a.example/one).\n',
    'One [a](https://a.example/one).\n',
    'One [a](https://a.example/ane).\n',
    'target 1',
  ],
  [
    'sign of an address that stands alone',
    'One <https://a.example/one>.\n',
    'One <https://a.example/one>.\n',
    'One <https://a.example/ane>.\n',
    'target 1',
  ],
  [
    'sign of an emphasised address',
    'One _https://a.example/one_.\n',
    'One _<https://a.example/one>_.\n',
    'One _<https://a.example/ane>_.\n',
    'link 1',
  ],
  [
    'picture in a tag',
    '<img src="https://a.example/b.png" />\n\nOne.\n',
    '![](https://a.example/b.png)\n\nOne.\n',
    'One.\n',
    'link 1',
  ],
  [
    'picture of a directive',
    ':::{figure} https://a.example/b.png\nOne.\n:::\n',
    '![](https://a.example/b.png)\n\nOne.\n',
    'One.\n',
    'link 1',
    'myst',
  ],
  [
    'text below a fence in a fence',
    '```md\n    ```js\n    a\n    ```\nb\n```\n\nOne.\n',
    '````md\n    ```js\n    a\n    ```\nb\n````\n\nOne.\n',
    '````md\n    ```js\n    a\n    ```\n````\n\nOne.\n',
    'code 1',
  ],
  [
    'text below a fence that an indented mark closes',
    '```md\n    a\n    ```\n\nOne.\n',
    '```md\n    a\n```\n\nOne.\n',
    '```md\n    a\n```\n',
    'word 5',
  ],
  [
    'title behind the language of a fence',
    fence('json A b'),
    `**A b**\n\n${fence('json')}\nOne.\n`,
    `${fence('json')}\nOne.\n\n**A b**\n`,
    'order 1',
  ],
  [
    'name of a snack',
    fence('SnackPlayer name=A%20b&ext=js'),
    `**A b**\n\n${fence('js')}`,
    `A b\n\n${fence('js')}`,
    'mark 1',
    'docusaurus',
  ],
  [
    'file of a code toggle',
    '{{< code-toggle file=a.toml >}}\na = 1\n{{< /code-toggle >}}\n',
    '**`a.toml`**\n\n```toml\na = 1\n```\n',
    '```toml\na = 1\n```\n\n**`a.toml`**\n',
    'order 1',
    'hugo',
  ],
  [
    'title in a slot',
    '<Page>\n<template #title>A b</template>\n</Page>\n',
    '**A b**\n',
    'A b\n',
    'mark 2',
    'vitepress',
  ],
  [
    'column of a table of options',
    '<OptionTable options={[["a", "b", "c"]]} />\n',
    '| Option | Type | Description |\n| - | - | - |\n| a | b | c |\n',
    '| Type | Option | Description |\n| - | - | - |\n| a | b | c |\n',
    'cell 1',
    'nextra',
  ],
  [
    'head of a table of lists',
    '{% table %}\n- Key\n- Type\n---\n- a\n- - b\n  - c\n{% /table %}\n',
    '- **Key**: a\n\n  **Type**\n\n  - b\n  - c\n',
    '- Key: a\n\n  **Type**\n\n  - b\n  - c\n',
    'mark 1',
    'markdoc',
  ],
  [
    'order of the heads of a table of lists',
    '{% table %}\n- Key\n- Type\n---\n- a\n- b\n{% /table %}\n',
    '| Key | Type |\n| - | - |\n| a | b |\n',
    '| Type | Key |\n| - | - |\n| a | b |\n',
    'cell 1',
    'markdoc',
  ],
  [
    'word of a text that a module holds',
    'export const Note = () => [{ text: "One two three four five" }].map((it) => <p>{it.text}</p>)\n\n<Note />\n',
    'One two three four five\n',
    'One two four three five\n',
    'word 1',
  ],
  [
    'order of what attributes in YAML say',
    '::list\n---\nitems:\n  - label: One two three four\n---\n::\n\nA b c d e f g h i j.\n',
    '- One two three four\n\nA b c d e f g h i j.\n',
    'A b c d e f g h i j.\n\n- One two three four\n',
    'order 4',
    'mdc',
  ],
  [
    'code of a tab of commands',
    '<Commands name="a" />\n\nOne.\n',
    `**npm**\n\n${fence('sh')}\n**pnpm**\n\n${fence('sh')}\nOne.\n`,
    `**npm**\n\n**pnpm**\n\n${fence('sh')}\n${fence('sh')}\nOne.\n`,
    'order 1',
  ],
  ['strong words without one of them', '<A b="B c" />\n', '**B c**\n', '**B **\n', 'leak 1'],
  ['all that was strong', '<A b="B" />\n', '**B**\n', '****\n', 'leak 1'],
  [
    'place of a file that an element names',
    '<Shown path="src/a.ts" />\n\nA b c d e f g h i j.\n\nK l m n o p q r s t.\n',
    'See `src/a.ts`\n\nA b c d e f g h i j.\n\nK l m n o p q r s t.\n',
    'A b c d e f g h i j.\n\nK l m n o p q r s t.\n\nSee `src/a.ts`\n',
    'order 1',
  ],
])('%s', (_name, source, whole, damaged, finding, dialect = 'mintlify') => {
  const found = (output: string) =>
    verifyDocument({ path: 'a.mdx', source, output, dialect }).findings.map(
      ({ rule, line }) => `${rule} ${line}`,
    );
  expect(found(whole)).toEqual([]);
  expect(found(damaged)).toContain(finding);
});

it('takes the block of the first part for the first of equal ones, whatever names the part', () => {
  const source =
    "import A from './a.mdx'\n\n<A />\n\nWords between the two parts.\n\n<include>b.mdx</include>\n";
  const output = `**One**\n\n${fence('ts')}\nWords between the two parts.\n\n_Left out: 1 code block._\n`;
  const parts = { './a.mdx': fence('ts title="One"'), 'b.mdx': fence('ts title="Two"') };
  const read = (path: string) => ({ path, text: parts[path as keyof typeof parts] });
  const { findings } = verifyDocument({
    ...{ path: 'page.mdx', source, output, read },
    ...{ dialect: 'fumadocs', profile: 'balanced' },
  });
  expect(findings).toEqual([]);
});

it('reads the parts that a component of the site includes', () => {
  const source = '<Include src="_partials/fire" />\n\nCool it.\n';
  const parts = new Map([
    ['_partials/fire', '<Steps names={["<Kiln />", "<Lid />"]} />\n\nFire it.\n'],
  ]);
  const read = (path: string) => {
    const text = parts.get(path);
    return text === undefined ? undefined : { path: `${path}.mdx`, text };
  };
  const found = (output: string) =>
    verifyDocument({ path: 'page.mdx', source, output, read, dialect: 'generic' }).findings.map(
      ({ rule, what }) => `${rule} ${what}`,
    );
  expect(found('**\\<Kiln />**\n\n**\\<Lid />**\n\nFire it.\n\nCool it.\n')).toEqual([]);
  expect(found('**\\<Kiln />**\n\nCool it.\n')).toEqual(['word words missing: Fire it']);
});
