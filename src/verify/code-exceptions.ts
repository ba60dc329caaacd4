import type { CodeBlock } from './evidence.ts';

/** A loss that is meant: what the rule leaves out of code, and why. */
interface CodeException {
  name: string;
  reason: string;
  /** Whether lines of other files come in place of those that it takes away. */
  fills?: boolean;
  applies(block: CodeBlock): boolean;
  apply(lines: readonly string[], block: CodeBlock): string[];
}

const markdownSample = /^(?:md|mdx|markdown|mdoc|mdc)$/;
const isLive = (block: CodeBlock) => !markdownSample.test(block.lang);
const hasLine = (pattern: RegExp) => (block: CodeBlock) =>
  isLive(block) && block.lines.some((line) => pattern.test(line));

const comment = String.raw`(?:\/\/|#|--|;|%|\/\*|<!--|\{\s*\/\*)`;
const commentEnd = String.raw`(?:\*\/\s*\}?|-->)?`;
const shikiMark = new RegExp(String.raw`(?:\[!code\s+[^\]]*\]\s*(?:${comment}\s*(?=\[!code\s))?)+`);
/** A mark in a comment that another comment follows, `// [!code error] // never`. */
const markBefore = /(\/\/|#|--|;|%)\s*\[!code\s[^\]]*\]\s*(?=\1(?!>))/;
// An empty one; in a path the stars between two slashes are none.
const inlineComment = /[ \t]*(?<![\w.*'"])\/\*\s*\*\//g;
/** A brace alone opens a block: only with its own end it is a comment of JSX. */
const emptyComment = new RegExp(
  String.raw`[ \t]*(?:\{\s*\/\*\s*(?:\/\/\s*)?\*\/\s*\}|\/\*\s*\/\/\s*\*\/|(?!\{)${comment}\s*(?:\*\/|-->)?)[ \t]*$`,
);
const words = new RegExp(String.raw`^\s*(?:${comment}|;;|'|REM)\s*(.*?)\s*${commentEnd}\s*$`);
const highlight = /^(?:highlight|error|success)-(?:next-line|start|end|line)$/;

/** Whether a line of code is nothing but a comment that colours lines. */
function isMagic(line: string, { magicComments = [] }: CodeBlock): boolean {
  const [, said = ''] = words.exec(line) ?? [];
  return highlight.test(said) || magicComments.includes(said);
}
const cut = /^\s*\/\/\s*---cut(?:-before)?---\s*$/;
const cutStart = /^\s*\/\/\s*---cut-(start|end)---\s*$/;
const cutAfter = /^\s*\/\/\s*---cut-after---\s*$/;
/** What only Twoslash reads, whatever the fence says. */
const ofTwoslash = /^\s*\/\/\s*(?:---cut(?:-before|-after|-start)?---|\^\?)\s*$/;
const query =
  /^\s*(?:\/\/|#)\s*(?:\^[?|^]|\^{3,}|@(?:errors|no[A-Z]\w*|include|module|target|strict\w*|lib|jsx\w*|esModuleInterop|types|paths|moduleResolution|resolveJsonModule|allow\w+|checkJs|showEmit|emit\w*|isolatedModules|skipLibCheck|highlight|completions|twoslash-cache)\b:?)/;

const includeLine =
  /^\s*(?:\{\{#\w+\s|-+8<-+[ \t]+["']|\{%-?[ \t]*include[ \t]+["']|\{!>?[ \t]*\S+[ \t]*!\})/;

const escapedShortcode =
  /(\{\{[<%]-?\s*)\/\*([\s\S]*?)\*\/(\s*-?[>%]\}\})|(\{[{%])\/\*(\s*(?:end|[a-z_]\w*\s*\((?:(?!\*\/)[\s\S])*\))\s*)\*\/([%}]\})/gi;

/** Hugo shows a shortcode in a comment without the comment; so does Zola, whose shortcodes are calls. */
export const withShortcodesShown = (text: string): string =>
  text.replace(escapedShortcode, (_, ...parts: unknown[]) => parts.slice(0, 6).join(''));

/** What a component fills in: `$name$`. */
const gap = /(?<!\$)\$[A-Za-z]\w*\$(?!\$)/;

const variable = /(?<!\$)\{\{-?\s*[A-Za-z_][\w.]*(?:\s*\|[^{}]*)?\s*-?\}\}/;

const withoutColours = (line: string): string =>
  line.split('\u001b').reduce((all, part) => all + part.slice(part.search(/[A-Za-z]/) + 1));

/** The exceptions for code, in the order in which they apply. */
export const codeExceptions: readonly CodeException[] = [
  {
    name: 'shortcodes',
    reason: 'A shortcode of Hugo in code shows what it makes.',
    fills: true,
    applies: hasLine(/\{\{[<%][^/]/),
    apply: (lines) => lines.filter((line) => !/\{\{[<%][^/]/.test(line)),
  },
  {
    name: 'variables',
    reason: 'A variable of Liquid in code shows its value.',
    fills: true,
    applies: (block) => block.isTemplate === true && hasLine(variable)(block),
    apply: (lines) => lines.filter((line) => !variable.test(line)),
  },
  {
    name: 'filled-words',
    reason: 'A component writes its attribute `name` in the place of `$name$` in what it holds.',
    fills: true,
    applies: hasLine(gap),
    apply: (lines) => lines.filter((line) => !gap.test(line)),
  },
  {
    name: 'twoslash-include',
    reason: 'A fence in `twoslash` only names lines for other fences; no reader sees it.',
    applies: (block) => block.lang === 'twoslash',
    apply: () => [],
  },
  {
    name: 'twoslash',
    reason: 'A twoslash prelude and its query lines are never shown to readers.',
    applies: (block) =>
      isLive(block) &&
      (/\btwoslash\b/.test(block.meta) || block.lines.some((line) => ofTwoslash.test(line))),
    apply: (lines) => {
      const from = lines.findLastIndex((line) => cut.test(line)) + 1;
      const after = lines.findIndex((line) => cutAfter.test(line));
      let isCut = false;
      return lines.slice(from, after === -1 ? undefined : after).filter((line) => {
        const mark = cutStart.exec(line)?.[1];
        if (mark !== undefined) isCut = mark === 'start';
        return mark === undefined && !isCut && !query.test(line);
      });
    },
  },
  {
    name: 'code-marks',
    reason: '`[!code …]` marks colour lines; removed and added lines become a diff.',
    applies: hasLine(/\[!code\s/),
    apply: (lines) =>
      lines.flatMap((line) => {
        if (!shikiMark.test(line)) return [line];
        const unmarked = line.replace(markBefore, '').replace(shikiMark, '').trimEnd();
        const bare = unmarked.replace(emptyComment, '').replace(inlineComment, '');
        return bare.trim() === '' ? [] : [bare];
      }),
  },
  {
    name: 'terminal-colours',
    reason: 'Sequences in `ansi` colour the words of a terminal.',
    applies: (block) => block.lang === 'ansi',
    apply: (lines) => lines.map(withoutColours),
  },
  {
    name: 'highlight-comments',
    reason: 'Comment lines such as `// highlight-next-line` only colour the next line.',
    applies: (block) => isLive(block) && block.lines.some((line) => isMagic(line, block)),
    apply: (lines, block) => lines.filter((line) => !isMagic(line, block)),
  },
  {
    name: 'replaced-texts',
    reason:
      '`del="old" ins="new"` mark texts side by side in a line; it is written before and after.',
    applies: ({ meta }) => /\bins=["']/.test(meta),
    apply: (lines, { meta }) => lines.flatMap((line) => beforeAndAfter(line, meta)),
  },
  {
    name: 'template-fences',
    reason: 'In `-vue` fences `{{ … }}` is evaluated by the site; a literal stands for its value.',
    fills: true,
    applies: (block) => /-vue$/.test(block.lang),
    apply: (lines) =>
      lines
        .map((line) => line.replace(/\{\{\s*(?:'([^']*)'|"([^"]*)"|`([^`]*)`)\s*\}\}/g, '$1$2$3'))
        .filter((line) => !line.includes('{{')),
  },
  {
    name: 'package-install',
    reason: 'A `package-install` or `npm` fence lists packages; it becomes the install command.',
    applies: (block) => /^(?:package-install|npm)$/.test(block.lang),
    apply: (lines) =>
      lines.map((line, at) => {
        const goesOn = lines[at - 1]?.endsWith('\\');
        return goesOn || /^\s*(?:$|#|(?:npm|npx|pnpm|yarn|bun)\b)/.test(line)
          ? line
          : `npm install ${line}`;
      }),
  },
  {
    name: 'escaped-shortcodes',
    reason:
      'A comment in a shortcode keeps Hugo and Zola from running it; the page shows it without.',
    applies: ({ lines }) => lines.some((line) => /\{(?:\{[<%]?|%)-?\s*\/\*/.test(line)),
    apply: (lines) => withShortcodesShown(lines.join('\n')).split('\n'),
  },
  {
    name: 'included-code',
    reason:
      'A line that names a file for mdBook, PyMdown or Markdown-Include stands for its lines.',
    fills: true,
    applies: ({ lines }) => lines.some((line) => includeLine.test(line)),
    apply: (lines) => lines.filter((line) => !includeLine.test(line)),
  },
  {
    name: 'escaped-snippets',
    reason: 'A semicolon keeps a snippet from being read; the page shows the line without it.',
    applies: ({ lines }) => lines.some((line) => /^\s*;-+8<-/.test(line)),
    apply: (lines) => lines.map((line) => line.replace(/^(\s*);(?=-+8<-)/, '$1')),
  },
  {
    name: 'hidden-lines',
    reason:
      'mdBook hides lines that begin with `#` in Rust, or with what `hidelines=` of a fence names.',
    applies: ({ lang, meta }) => /^rust(?![\w-])|,hidelines=/.test(lang) || /hidelines=/.test(meta),
    apply: (lines, { lang, meta }) => {
      const [, own] = /hidelines=([^\s,]+)/.exec(`${lang} ${meta}`) ?? [];
      return own === undefined
        ? lines.flatMap((line) =>
            /^\s*#(?: |$)/.test(line) ? [] : [line.replace(/^(\s*)##/, '$1#')],
          )
        : lines.filter((line) => !line.trimStart().startsWith(own));
    },
  },
  {
    name: 'noted-code',
    reason: 'A comment in which Vocs finds `[!include ~/file]` stands for lines of that file.',
    fills: true,
    applies: hasLine(/^\s*\/\/ \[!include ~\//),
    apply: (lines) => lines.filter((line) => !/^\s*\/\/ \[!include ~\//.test(line)),
  },
  {
    name: 'files-as-code',
    reason: 'A fence without code whose meta has `file="…"` stands for that file in Rspress.',
    fills: true,
    applies: ({ lines, meta }) =>
      /(?:^|\s)file=/.test(meta) && lines.every((line) => line.trim() === ''),
    apply: (lines) => [...lines],
  },
  {
    name: 'annotations',
    reason: 'The `!` of an annotation, `# (1)!`, hides the comment around it on the site.',
    applies: hasLine(/\(\d+\)!/),
    apply: (lines) => lines.map((line) => line.replace(/(\(\d+\))!/g, '$1')),
  },
];

/** The lines of a source block that its output has to hold. */
export function afterExceptions(block: CodeBlock): string[] {
  let { lines } = block;
  for (const exception of codeExceptions) {
    if (exception.applies({ ...block, lines })) lines = exception.apply(lines, block);
  }
  return lines;
}

/** A line as it was and as it becomes, where a text that goes stands right before one that comes. */
function beforeAndAfter(line: string, meta: string): string[] {
  const marks = [...meta.matchAll(/\b(del|ins)=(["'])((?:\\.|(?!\2)[^\\])+)\2/g)];
  const texts = (kind: string) =>
    marks.filter((mark) => mark[1] === kind).map((mark) => mark[3]!.replace(/\\(["'\\])/g, '$1'));
  for (const old of texts('del').filter((text) => line.includes(text))) {
    for (const own of texts('ins')) {
      const at = [line.indexOf(`${old} ${own}`), line.indexOf(old + own)].find((one) => one >= 0);
      if (at === undefined) continue;
      const end = line.indexOf(own, at + old.length) + own.length;
      return [
        line.slice(0, at + old.length) + line.slice(end),
        line.slice(0, at) + own + line.slice(end),
      ];
    }
  }
  return [line];
}
