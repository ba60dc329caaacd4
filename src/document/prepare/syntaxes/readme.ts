import { jsonRecord } from '../../../is-record.ts';
import { outsideSpans } from '../../lines/spans.ts';
import { changedLines, Edits } from '../edits.ts';
import type { Preparation, SourceSyntax } from '../preparation.ts';
import { blocks, element, inOneBlock } from './readme-blocks.ts';

/** ReadMe: blocks of JSON and of HTML, boxes that begin with an emoji, links by slug, variables. https://docs.readme.com/rdmd/docs */
export const readme: SourceSyntax = { name: 'readme', prepare };

function prepare(preparation: Preparation): Edits {
  preparation.apply(placeBlocks(preparation));
  return placeWords(preparation);
}

const blockOpening = /\[block:([a-z-]+)\]/;
const blockClosing = /\[\/block\]/;
const htmlOpening = /<HTMLBlock\b[^>]*>\s*\{\s*`/i;
const htmlClosing = /<\/HTMLBlock\s*>/i;
const html = /<HTMLBlock\b[^>]*>\s*\{\s*`([\s\S]*?)`\s*\}\s*<\/HTMLBlock\s*>/gi;

/** `[block:image]{ … }[/block]`, and ``<HTMLBlock>{`<b>…</b>`}</HTMLBlock>``, which may hold blank lines. */
function placeBlocks(preparation: Preparation): Edits {
  const edits = new Edits();
  const { text, kind } = preparation.lines;
  const isOpen = (line: string) => blockOpening.test(line) || htmlOpening.test(line);
  const lastEnd = text.findLastIndex((line) => blockClosing.test(line) || htmlClosing.test(line));
  for (let index = 0; index < text.length; index++) {
    const line = text[index]!;
    if (kind[index] === 'fence' || kind[index] === 'code' || !isOpen(line)) continue;
    const name = blockOpening.exec(line)?.[1];
    const closing = name === undefined ? htmlClosing : blockClosing;
    let last = index;
    while (last <= lastEnd && !closing.test(text[last]!)) last++;
    if (last > lastEnd) {
      const what = name === undefined ? '<HTMLBlock>' : `[block:${name}]`;
      const reason = `${what} has no end; it stays as it is written`;
      preparation.warn(index, { rule: 'container-unclosed', reason });
      continue;
    }
    const written = text.slice(index, last + 1).join('\n');
    const made =
      name === undefined
        ? withHtml(written, preparation)
        : withBlock(written, { name, index, preparation });
    if (made === undefined) continue;
    edits.remove(index, last);
    edits.replaceBy(index, made);
    index = last;
  }
  return edits;
}

const withHtml = (written: string, preparation: Preparation): string[] =>
  written
    .replace(html, (_, inner: string) => {
      // What a template of JavaScript escapes.
      const plain = inner.replace(/\\([`$\\])/g, '$1');
      return element('html', { 'set:html': inOneBlock(plain) }, preparation);
    })
    .split('\n');

interface WrittenBlock {
  name: string;
  index: number;
  preparation: Preparation;
}

/** The marks of quotations and items that a block may stand behind. */
const marks = /^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*$/;

function withBlock(
  written: string,
  { name, index, preparation }: WrittenBlock,
): string[] | undefined {
  const [before = '', rest = ''] = written.split(`[block:${name}]`, 2);
  const [json = '', after = ''] = rest.split('[/block]', 2);
  const data = jsonRecord(json);
  const make = Object.hasOwn(blocks, name) ? blocks[name] : undefined;
  if (make === undefined || Object.keys(data).length === 0) {
    const why = make === undefined ? 'is not known' : 'holds no object in JSON';
    const reason = `[block:${name}] ${why}; it stays as it is written`;
    preparation.warn(index, { rule: 'preprocessor-text', about: `[block:${name}]`, reason });
    return undefined;
  }
  const isAlone = marks.test(before);
  const lead = isAlone ? before.replace(/[^ \t>]/g, ' ') : /^[ \t>]*/.exec(before)![0];
  const [first = '', ...others] = make(data, preparation);
  const lines = [first, ...others, '', ...(after.trim() === '' ? [] : [after.trim()])];
  const [top, ...below] = lines.map((line) => lead + line);
  return isAlone ? ['', before + first, ...below] : [before, '', top!, ...below];
}

const icon =
  /^((?:[ \t]|[-*+][ \t]|\d+[.)][ \t]|>)*>[ \t]*)(\p{Extended_Pictographic}\uFE0F?)(?:[ \t]+(.*))?$/u;

/** The kinds of box by their icons; of any other icon it is a quotation. */
const kinds: ReadonlyMap<string, string> = new Map([
  ['📘', 'info'],
  ['ℹ', 'info'],
  ['👍', 'success'],
  ['✅', 'success'],
  ['🚧', 'warning'],
  ['⚠', 'warning'],
  ['❗', 'error'],
  ['🛑', 'error'],
  ['⁉', 'error'],
  ['‼', 'error'],
]);

const compactHeading = /^(#{1,6})(?=[^\s#])/;
const places = {
  doc: 'docs',
  ref: 'reference',
  page: 'page',
  changelog: 'changelog',
  blog: 'changelog',
};
const linkBySlug = /(\]\(|\bhref=["'])(doc|ref|page|changelog|blog):(?=[\w-])/g;
/** Ids of headings began so once. */
const sectionLink = /(\]\((?!https?:)[^()\s]*#)section-(?=[\w-])/g;
const embedded = /(\]\([^()\s]*)[ \t]+"@[a-z]+"(?=\))/g;
const variable = /(?<!\\)<<(glossary:)?([-\p{L}\d_.:][-\p{L}\d_.: ]*)>>/gu;
const userVariable = /\{user\.(\w+)\}/g;
/** The editor wrote the width of a picture in place of words. */
const widthAsWords = /(<Image\b[^>]*?)[ \t]alt=\{\d+\}/g;

function placeWords({ lines: { text, kind } }: Preparation): Edits {
  return changedLines(text, (line, index) => {
    if (kind[index] !== 'text') return undefined;
    const isFirst = !/^[ \t]*>/.test(text[index - 1] ?? '');
    const headed = line.replace(compactHeading, '$1 ');
    return outsideSpans(isFirst ? withKind(headed) : headed, withoutNotation);
  });
}

/** `> 📘 Title` as `> [!info] Title`. */
const withKind = (line: string): string =>
  line.replace(icon, (whole, lead: string, sign: string, title = '') => {
    const kind = kinds.get(sign.replace('\uFE0F', ''));
    return kind === undefined ? whole : `${lead}[!${kind}] ${title}`.trimEnd();
  });

/** Who reads is not known: a variable is shown as the site shows it then, by its name. */
const withoutNotation = (words: string): string =>
  words
    .replace(
      linkBySlug,
      (_, before: string, scheme: keyof typeof places) => `${before}/${places[scheme]}/`,
    )
    .replace(sectionLink, '$1')
    .replace(embedded, '$1')
    .replace(variable, (_, term: string | undefined, name: string) =>
      term ? name : name.toUpperCase(),
    )
    .replace(userVariable, (_, name: string) => name.toUpperCase())
    .replace(widthAsWords, '$1');
