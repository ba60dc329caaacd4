import { type CodeBlock, type Piece, wordKey } from '../evidence.ts';

/** The tab that a fence says it belongs to. */
export const tabOf = ({ meta }: CodeBlock): string | undefined => attribute(meta, 'tab');

/** The title of a fence: in an attribute, or in brackets. */
export function titleOf(block: CodeBlock): string | undefined {
  // The file that a fence without code shows is its content.
  const isEmpty = block.lines.every((line) => line.trim() === '');
  const names = isEmpty ? '(?:title|filename)' : '(?:title|filename|file)';
  return attribute(block.meta, names) ?? bracketed(block);
}

/** Words of the code that Expressive Code marks: `'title="A"'`. */
const marked = /(?<=^|\s)'[^'"]*"[^']*'(?=\s|$)/g;

function attribute(meta: string, name: string): string | undefined {
  const sign = meta.startsWith('{{') ? `["']?\\s*[:=]\\s*` : '=';
  const match = new RegExp(`(?:^|[\\s{"'])${name}${sign}(?:"([^"]*)"|'([^']*)')`).exec(
    meta.replace(marked, ' '),
  );
  const text = match?.[1] ?? match?.[2];
  // In a path, `<project>/a.yml`, it is what a reader puts in.
  return text && /\s|<\/\w+>/.test(text) ? text.replace(/<[^>]*>/g, ' ') : text;
}

/** The labels of the fences; a tab of several fences is named once. */
export function fenceLabels(code: readonly CodeBlock[]): Piece[] {
  let tab: string | undefined;
  return code.flatMap((block) => {
    const before = tab;
    tab = tabOf(block);
    return [tab === before ? undefined : tab, titleOf(block)].flatMap((text) =>
      text ? labelAt(text, block.line) : [],
    );
  });
}

/** `::: card title="Title" icon="x"`, as plugins of VitePress and VuePress read it. */
export const statedTitle =
  /^([\s>*+-]*(?:\d{1,9}[.)]\s+)?):{3,}\s*[\w-]+\s+(?:[a-z][\w-]*=(?:"[^"]*"|'[^']*')\s+)*?title=(?:"([^"]*)"|'([^']*)')(?:\s+[a-z][\w-]*=(?:"[^"]*"|'[^']*'))*\s*$/;

const titles = [
  // `:::note[Title]`, `::: details Title {open}`; not the whole box `:::note Text. :::`
  /^[\s>*+-]*(?:\d{1,9}[.)]\s+)?:{3,}\s*(?!(?:code-)?tabs\b|figure\b|.*\s:{3,}\s*$)\{?[\p{L}\w-]+\}?(?:#[\w-]+)?(?:\[(.+)\]|\s+([^\s{[].*?))(?:\{[^}]*\})?\s*$/u,
  // `!!! note "Title"`, `=== "Tab"`
  /^[\s>]*(?:(?:!!!|\?\?\?\+?)\s*[\w-][\w -]*|===[!+]?\s+)"(.*)"\s*$/,
  // `@tab:active Title#id`
  /^\s*@tab(?::active)?\s((?:(?!(?<!\\)#).)*)(?:#[^#]*)?$/,
];
/** A longer line has no title that somebody reads; its words are compared as all others are. */
const longestTitle = 2_000;
/** What a box is called, which says no more than the box. */
export const boxKind = /^(?:note|tip|important|warning|caution)$/i;

/** The titles of boxes and tabs that stand in a line of their own. */
export function boxLabels(prose: readonly string[]): Piece[] {
  return prose.flatMap((line, index) => {
    if (line.length > longestTitle || !/:::|!!!|\?\?\?|===|@tab/.test(line)) return [];
    const [, , double, single] = statedTitle.exec(line) ?? [];
    const match = titles.map((pattern) => pattern.exec(line)).find(Boolean);
    const text = double ?? single ?? match?.[1] ?? match?.[2] ?? '';
    return boxKind.test(text.trim()) ? [] : labelAt(text, index + 1);
  });
}

/** A label as it is compared: without links, tags and entities. */
export function labelAt(text: string, line: number): Piece[] {
  const plain = text.replace(/\]\([^()\s]*\)|\]\[[^\]]*\]|<[^<>]*>|&#?\w+;|\{[^{}]*\}/g, ' ');
  const key = wordKey(plain);
  return key === '' ? [] : [{ key, line, text: text.trim() }];
}

/** `[label]`, in the place of the language or after it; `[[1, 2]]` and `[3]` are something else. */
function bracketed({ lang, meta }: CodeBlock): string | undefined {
  const info = `${lang} ${meta}`.replace(/^[^[]\S*\s/, '');
  const text = /^\w*\[((?!\[)(?:\\+[^\\\n]|\\+(?=\])|\[(?:[^[\]]|\[[^[\]]*\])*\]|[^\]\\])*)\]/.exec(
    info,
  )?.[1];
  // `[a.xml ~vscode-icons:file-type-xml~]` and `[a.xml <IconXml />]` have an icon.
  const shown = text?.replace(/(?<!\s)\s*(?:~[\w:.-]+~|<\p{Lu}[\w.]*\s*\/>)$/u, '');
  return /\p{L}/u.test(shown ?? '') ? shown : undefined;
}

/** How near a label is to the one that says the same: a tab and its block, an image and its caption. */
const nearby = 3;

/** Labels in order, those left out that say what the one just above says. */
export function saidOnce<T extends { text?: string; line: number }>(labels: readonly T[]): T[] {
  const sorted = [...labels].sort((a, b) => a.line - b.line);
  return sorted.filter(({ text = '', line }, at) => {
    const above = sorted[at - 1];
    return above === undefined || line - above.line > nearby || above.text !== text;
  });
}
