/** Pages that an attack was made of, in a project that has what they lead to. */
export interface Attack {
  /** Path of the page. */
  path: string;
  text: string;
  /** What is told of the page; it is written all the same. Undefined where nothing need be told. */
  told?: RegExp | undefined;
}

const times = (text: string, count: number) => text.repeat(Math.ceil(count));

/** Brackets where something seems to keep them from being read as JavaScript. */
const bombs = (brackets: string): Readonly<Record<string, string>> => ({
  'a fence in an item that ends at once': `- ~~~\n{${brackets}}\n`,
  'a fence in an item of stars': `* ~~~\n{${brackets}}\n`,
  'a fence in an item of signs': `+ ~~~\n{${brackets}}\n`,
  'a fence in items in items': `* * * ~~~\n{${brackets}}\n`,
  'a fence in an item that cannot interrupt': `text\n10. ~~~\n{${brackets}}\n`,
  'a fence in item zero': `text\n0. ~~~\n{${brackets}}\n`,
  'a fence in an item in brackets': `text\n2) ~~~\n{${brackets}}\n`,
  'a constant behind an empty line': `export const a =\n\n${brackets}\n`,
  'a default behind an empty line': `export default\n\n${brackets}\n`,
  'an attribute between backticks': `<Ä a="\`" b={${brackets}} c="\`" />\n`,
  'a span that blanks interrupt': `\`a\n  \n{${brackets}} \`\n`,
  'a span that a tab interrupts': `\`a\n\t\n{${brackets}} \`\n`,
  'a span that begins in a label': `[\`]{${brackets}}\`\n`,
});

/** Texts that took quadratic time. */
const repetitions = (scale: number): Readonly<Record<string, string>> => ({
  'objects.mdx': `{${times('{a:', 6_600 * scale)}1${times('}', 6_600 * scale)}}\n`,
  'objects-without-end.mdx': `${times('{a:', 10_000 * scale)}\n`,
  'signs.mdx': `${times('< ', 100_000 * scale)}\n`,
  'tags-without-end.mdx': `${times('<a ', 50_000 * scale)}\n`,
  'boxes.md': `${times('[ ] ', 133_000 * scale)}\n`,
  'instructions.md': `${times('<? ', 133_000 * scale)}\n`,
  'instructions-in-mdx.mdx': `${times('<? ', 133_000 * scale)}\n`,
  'cell.md': `| a |\n| - |\n| ${times('**a', 60_000 * scale)} |\n`,
  'images.md': `${times('![', 6_000 * scale)}\n`,
  // It is no table, so that its rows are one paragraph.
  'references.md': `a|b\n--\n${times(`${times('&amp;', 19_000 * scale)}\n`, 5)}`,
  'ends.mdx': `${times(']</a>', 20_000 * scale)}\n`,
  'images-with-ends.md': `${times('![', 6_000 * scale)}${times('](b)', 6_000 * scale)}\n`,
});

/** The project has a file `LICENSE` and a link `loop.md` to itself. */
const targets: Readonly<Record<string, string>> = {
  'below a file': 'LICENSE/foo',
  'a page below a file': 'LICENSE/foo.md',
  'a name over 255 bytes': `${times('n', 300)}.md`,
  'a folder over 255 bytes': `${times('n', 300)}/a.md`,
  'a link to itself': 'loop.md',
  'below a link to itself': 'loop.md/a.md',
  'a path of 3,000 parts': `${times('a/', 3_000)}b.md`,
  '3,000 steps up': `${times('../', 3_000)}b.md`,
  'an image below a file': 'LICENSE/foo.png',
  'a NUL': 'a%00b.md',
};

const named = (what: string) => what.replace(/\W+/g, '-').toLowerCase();

/** @param scale 1 for the size of the attack */
export function attacks(scale: number): Attack[] {
  // The least of both nests further than the stack of a process goes, which is 8 MB.
  const depth = scale < 1 ? 4_500 : 9_900;
  return [
    ...Object.entries(bombs(times('[', depth) + times(']', depth))).map(([what, text]) => ({
      path: `bomb-${named(what)}.mdx`,
      text: `# Title\n\n${text}`,
    })),
    ...Object.entries(repetitions(scale)).map(([path, text]) => ({ path, text })),
    ...Object.entries(targets).flatMap(([what, target]) =>
      ['md', 'mdx'].map((ending) => ({
        path: `${ending}/link-${named(what)}.${ending}`,
        text: `# Title\n\n[text](../${target}) ![image](../${target})\n`,
        told: /leads? (?:nowhere|outside)|no such file/,
      })),
    ),
    ...['md', 'mdx'].map((ending) => ({
      path: `${ending}/link-closed.${ending}`,
      text: '# Title\n\n[page](../_closed.md#part) [file](../closed.png) ![image](../closed.png)\n',
    })),
    {
      path: 'included.mdx',
      text: `import Part from './_part.mdx';\n\n# Title\n\n${times('<Part />\n\n', 20)}`,
      ...(scale === 1 && { told: /included characters/ }),
    },
  ];
}

/** Included twenty times by a page: at full scale that is ten times what a page may include. */
export const part = (scale: number): string =>
  times('Some words that are included.\n\n', 64_000 * (scale === 1 ? 1 : scale / 25));

/** The same with the dialect of fences that are directives. */
export const mystAttacks = (scale: number): Attack[] => [
  { path: 'fences.md', text: times('```{note}\n', 10_000 * scale) },
  { path: 'colons.md', text: times(':::{note}\n', 10_000 * scale) },
  {
    path: 'growing.md',
    text: Array.from({ length: 1_000 * scale }, (_, at) => `${times('`', at + 3)}{note}\n`).join(
      '',
    ),
  },
];
