import { classify } from '../lines/scanner.ts';

/** One step that makes MDX of what other Markdown takes; the text outside code only. */
export interface Repair {
  /** What it does, for the message. */
  what: string;
  fix(text: string): string;
}

/** In the order in which they are tried, each upon the ones before; the first three keep every offset. */
export const repairs: readonly Repair[] = [
  { what: 'leaving out scripts and styles', fix: (text) => blankBlocks(text) },
  {
    what: 'turning HTML comments into MDX comments',
    fix: fixComments,
  },
  {
    what: 'leaving out ids of headings',
    fix: (text) =>
      outsideCode(text, (prose) =>
        prose.replace(
          /^(#{1,6}[ \t].*?)(\{#[^{}\n]*\})[ \t]*$/gm,
          (_, heading, id) => heading + ' '.repeat(id.length),
        ),
      ),
  },
  {
    what: 'reading <https://…> as links',
    fix: (text) =>
      outsideCode(text, (prose) => prose.replace(/<((?:https?:\/\/|mailto:)[^\s<>]+)>/g, '$1')),
  },
  {
    what: 'closing void tags',
    fix: (text) =>
      outsideCode(text, (prose) =>
        prose.replace(
          /<((?:area|br|col|embed|hr|img|input|link|meta|source|track|wbr)\b(?:[^<>{}]|\{[^{}]*\})*?)[ \t]*(?<!\/)>/g,
          '<$1 />',
        ),
      ),
  },
];

/** HTML comments become MDX comments, in place. */
export function fixComments(text: string): string {
  return outsideCode(text, (prose) => prose.replace(/<!--([\s\S]*?)-->/g, mdxComment));
}

function mdxComment(_: string, inner: string): string {
  return `{/* ${inner.replaceAll('*/', '* ')}*/}`;
}

function blankBlocks(text: string): string {
  return outsideCode(text, (prose) =>
    prose.replace(/^<(script|style)\b[\s\S]*?<\/\1>/gim, (block) => block.replace(/[^\n]/g, ' ')),
  );
}

const mark = /\uE000(\d+)\uE001/g;

/** Applies a change to the text outside fences and code spans, which are held back meanwhile. */
function outsideCode(text: string, change: (prose: string) => string): string {
  if (text.includes('\uE000')) return text;
  const held: string[] = [];
  const hold = (code: string) => `\uE000${held.push(code) - 1}\uE001`;
  const lines = text.split('\n');
  const kind = classify(lines, 'mdx');
  const prose = lines
    .map((line, index) => (kind[index] === 'code' || kind[index] === 'fence' ? hold(line) : line))
    .join('\n')
    .replace(/(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, hold);
  return change(prose).replace(mark, (_, index) => held[Number(index)]!);
}
