import { splitPrefix, trimmed } from '../../lines/prefix.ts';
import { codeSpans, inSpan, outsideSpans } from '../../lines/spans.ts';
import { attributesFrom, callTag } from '../call.ts';
import { Edits } from '../edits.ts';
import type { Preparation, SourceSyntax } from '../preparation.ts';

/** A path from a folder may contain spaces; a word in capitals before it is a plugin's, which shows the file, too. */
const snippet =
  /^<<<[ \t]*(?:[A-Z]+[ \t]+(?=[@./]))?([@./](?:[^#{["]*[^\s#{["])?|[^\s#{["]+)(?:#([\w.-]+))?[ \t]*(?:\{([^{}]*)\}[ \t]*)?(?:\[(.+)\])?$/;
/** VuePress 2: `@[code{1-3} ts{2}](path)`. */
const imported =
  /^@\[code(?:\{(\d*)(?:(-)(\d*))?\})?(?:[ \t]+(?![ \t])([^\s\]{]*)(?:[\s{][^\]]*)?)?\]\(([^)]+)\)$/;
const include =
  /<!--[ \t]*@include:((?:(?!-->|<!--)[^#{}])*)(?:#((?:(?!-->|<!--)[^{}])*))?(?:\{(\d*)(?:,(\d*))?\}[ \t]*)?-->/;

/** The plugin `markdown-it-include`, which authors add to VuePress: a path from the folder of the project. */
const bangInclude = /!!!\s*include\s*\(([^()\n]+)\)\s*!!!/i;

/** VitePress: `<<< @/file#region{2 ts} [label]`, VuePress's `@[code](file)`, and `<!--@include: ./part.md#region{3,8}-->`. */
export const vue: SourceSyntax = {
  name: 'vue',
  sign: /<<<|@\[(?:code|youtube|vimeo|bilibili)|@include:|!!!| =\d*x\d*|\s#\w[\w-]*[=\s>]|\s@[\w.:-]+[=\s>]|^[ \t]*\/?>|\/>[ \t]*$|>[ \t]*\n[ \t>]*(?:```|~~~)|\S[ \t]*\n[ \t>]*<\/?[A-Za-z][^<>\n]*>[ \t]*$/m,
  prepare,
};

function prepare(preparation: Preparation): Edits {
  preparation.apply(joinTags(preparation));
  preparation.apply(endComponents(preparation));
  const edits = new Edits();
  const { text, kind } = preparation.lines;
  let box: string | undefined;
  for (const [index, line] of text.entries()) {
    if (kind[index] === 'code' || kind[index] === 'fence') continue;
    box = boxMark.exec(line)?.[1] ?? box;
    if (sizedImage.test(line)) writeImages(edits, index, line);
    else if (line.includes('<<<'))
      writeSnippet(preparation, edits, { index, isTab: box === 'code-group' });
    else if (line.includes('@[code')) writeImported(preparation, edits, index);
    else if (line.search(video) !== -1) edits.replace(index, outsideSpans(line, withVideos));
    else if (line.includes('@include')) writeInclude(preparation, edits, index);
    else if (line.includes('!!!')) writeBangInclude(preparation, edits, index);
    else if (line.includes('<')) {
      const written = withoutVueAttributes(line);
      if (written !== line) edits.replace(index, written);
    }
  }
  return edits;
}

/** `![A kiln](kiln.png =300x200)` of plugins of Markdown. */
const sizedImage = /!\[[^\]]*\]\([^()\s]+(?:[ \t]+"[^"]*")?[ \t]+=\d*x\d*[^()]*\)/;
const size = /(!\[[^\]]*\]\([^()\s]+(?:[ \t]+"[^"]*")?)[ \t]+=\d*x\d*/g;

function writeImages(edits: Edits, index: number, line: string): void {
  const written = outsideSpans(line, (text) => text.replace(size, '$1'));
  if (written !== line) edits.replace(index, written);
}

/** `@[youtube](id)` of markdown-it-video and of themes: https://www.npmjs.com/package/markdown-it-video */
const video = /@\[(youtube|vimeo|bilibili)(?:[ \t][^\]]*)?\]\(([^()\s]+)\)/g;
const players: Readonly<Record<string, string>> = {
  youtube: 'https://www.youtube.com/watch?v=',
  vimeo: 'https://vimeo.com/',
  bilibili: 'https://www.bilibili.com/video/',
};

const withVideos = (text: string): string =>
  text.replace(video, (_, name: string, id: string) =>
    /^https?:/.test(id) ? `[Video](${id})` : `[Video](${players[name]}${id})`,
  );

/** A line that begins a container, by its name, or ends one. */
const boxMark = /^[ \t>]*:{3,}[ \t]*([\w-]*)/;

/** A tab of a code group bears the name of the file where no label is given. */
function writeSnippet(
  preparation: Preparation,
  edits: Edits,
  { index, isTab }: { index: number; isTab: boolean },
): void {
  const { lead, content } = splitPrefix(preparation.lines.text[index]!);
  const match = snippet.exec(content);
  if (match === null) return;
  const [, path, region, shown = '', given] = match;
  const label = given ?? (isTab ? path?.split('/').at(-1) : undefined);
  const [, highlight, lang] = /^([\d,-]*)[ \t]*([^\s{}]*)/.exec(shown)!;
  const n = call(preparation, 'snippet', { path, region, highlight, lang, label });
  edits.replaceByBlock(index, lead, callTag.alone(n));
}

function writeImported(preparation: Preparation, edits: Edits, index: number): void {
  const { lead, content } = splitPrefix(preparation.lines.text[index]!);
  const match = imported.exec(content.trimEnd());
  if (match === null) return;
  const [, from = '', dash, to = '', lang, path] = match;
  const all = from === '' && to === '';
  const lines = all
    ? undefined
    : dash === undefined
      ? from
      : `${from || 1}${to === '' ? ',' : `-${to}`}`;
  const n = call(preparation, 'snippet', { path, lines, lang });
  edits.replaceByBlock(index, lead, callTag.alone(n));
}

function writeInclude(preparation: Preparation, edits: Edits, index: number): void {
  const line = preparation.lines.text[index]!;
  const match = include.exec(line);
  // A span of code shows it: the file that it names is an example.
  if (match === null || inSpan(codeSpans(line), match.index)) return;
  const [whole, path, region, from, to] = match;
  const lines = from || to ? `${from || 1}-${to ?? from}` : undefined;
  const n = call(preparation, 'include', {
    // The end of a comment may have more signs: `---->`.
    0: trimmed(path!).replace(/\s+-+$/, ''),
    region: region && trimmed(region).replace(/\s+-+$/, ''),
    lines,
  });
  writeCall(edits, { index, line, whole, n });
}

function writeBangInclude(preparation: Preparation, edits: Edits, index: number): void {
  const line = preparation.lines.text[index]!;
  const match = bangInclude.exec(line);
  if (match === null) return;
  const n = call(preparation, 'include', { 0: trimmed(match[1]!).replace(/^(?=[^./])/, '/') });
  writeCall(edits, { index, line, whole: match[0], n });
}

/** A call in place of what is written, as a block where that is all of its line. */
function writeCall(
  edits: Edits,
  { index, line, whole, n }: { index: number; line: string; whole: string; n: number },
): void {
  const { lead, content } = splitPrefix(line);
  if (content.trimEnd() === whole) edits.replaceByBlock(index, lead, callTag.alone(n));
  else
    edits.replace(
      index,
      line.replace(whole, () => callTag.alone(n)),
    );
}

function call(
  preparation: Preparation,
  name: string,
  values: Record<string, string | undefined>,
): number {
  return preparation.call({ origin: 'macro', name, attributes: attributesFrom(values) });
}

const tagStart = /^[ \t]*<[A-Za-z][\w.-]*(?=\s|$)/;
/** `@event="…"` and `#slot="…"`, which HTML does not know. */
const vueAttribute = /(?:^|\s)[@#]\w/;
/** Lines of one tag at most. */
const longestTag = 50;

/**
 * A tag whose `>` begins a line is written on one line: Markdown would read that line as a quote. So is
 * one that opens a component: what follows up to its end is inside of it, blank lines or not. And so is one with attributes that only Vue allows.
 */
function joinTags({ lines: { text, kind } }: Preparation): Edits {
  const edits = new Edits();
  for (let index = 0; index < text.length; index++) {
    if (kind[index] !== 'text' || !tagStart.test(text[index]!)) continue;
    const end = endOfTag(text, index);
    if (end === undefined) continue;
    const parts = text.slice(index, end + 1);
    const isQuote = parts.slice(1).some((line) => /^\s*>/.test(line));
    const opens = /^[ \t]*<[A-Z]/.test(parts[0]!) && /[^/]>\s*$/.test(parts.at(-1)!);
    if (!isQuote && !opens && !parts.some((line) => vueAttribute.test(line))) continue;
    edits.replace(index, [parts[0], ...parts.slice(1).map((line) => line.trim())].join(' '));
    edits.remove(index + 1, end);
    index = end;
  }
  return edits;
}

/** The tag of a component that is all of its line. */
const component = /^ {0,3}<(?:[A-Z][\w.]*|[a-z]\w*-[\w-]*)(?:\s[^<>]*)?>[ \t]*$/;
const componentEnd = /^ {0,3}<\/(?:[A-Z][\w.]*|[a-z]\w*-[\w-]*)>[ \t]*$/;
const fenceMark = /^(?:`{3}|~{3})/;

/**
 * A component that is all of its line ends its block, whatever follows; CommonMark would take the lines
 * up to the next blank one for HTML: https://github.com/mdit-vue/mdit-vue/tree/main/packages/plugin-component
 * In VuePress 1 so does the start of one, which authors count on where code follows. Nor is the start or
 * the end of one a part of the paragraph, quote or list above.
 */
function endComponents({ lines: { text, kind } }: Preparation): Edits {
  const edits = new Edits();
  let begins = true;
  // Within a block of HTML, `<pre>` or maths no text stands above a component.
  let isHtml = false;
  let isRaw = false;
  for (const [index, line] of text.entries()) {
    const { lead, content } = splitPrefix(line);
    const isAlone = kind[index] === 'text' && component.test(content);
    if (/^\s*(?:<pre\b|\$\$)/.test(content)) isRaw = !isRaw;
    if (content.includes('</pre>')) isRaw = false;
    const isEnd = kind[index] === 'text' && componentEnd.test(content);
    const isTag = isEnd || (isAlone && !content.includes('/>'));
    const endsText: boolean = isTag && !begins && !isHtml && !isRaw;
    if (content.trim() === '') isHtml = false;
    else if (begins || isAlone) isHtml ||= isAlone || /^\s*<(?![A-Z])/.test(content);
    if (endsText) edits.insertBefore(index, lead.trimEnd());
    const isComponent: boolean = isAlone && (begins || endsText);
    begins = isComponent || content.trim() === '' || /^(?::::|<\/)/.test(content);
    const next = isComponent ? splitPrefix(text[index + 1] ?? '').content.trim() : '';
    const ends = content.endsWith('/>') ? !/^(?:<|:::|$)/.test(next) : fenceMark.test(next);
    if (isComponent && ends) edits.insertAfter(index, lead.trimEnd());
  }
  return edits;
}

/** The line that ends the tag which begins in another; undefined where it ends there, or nowhere. */
function endOfTag(text: readonly string[], from: number): number | undefined {
  let quote = '';
  for (let at = from; at < Math.min(text.length, from + longestTag); at++) {
    if (text[at]!.trim() === '') return undefined;
    for (const sign of text[at]!) {
      if (quote !== '') quote = sign === quote ? '' : quote;
      else if (sign === '"' || sign === "'") quote = sign;
      else if (sign === '>') return at === from ? undefined : at;
    }
  }
  return undefined;
}

const value = /\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+)/.source;
const tag = new RegExp(`<[A-Za-z][\\w.-]*(?:\\s+[^\\s"'<>=/]+(?:${value})?)*\\s*/?>`, 'g');
const attributes = new RegExp(`"[^"]*"|'[^']*'|\\s+@[^\\s"'<>=/]+(?:${value})?|(\\s)#(?=\\w)`, 'g');

/** A line without what Vue allows in a tag and HTML does not: `#slot`, and `@event`, which nobody reads. */
function withoutVueAttributes(line: string): string {
  const spans = codeSpans(line);
  return line.replace(tag, (whole: string, at: number) =>
    inSpan(spans, at)
      ? whole
      : whole.replace(attributes, (part: string, blank?: string) => {
          if (blank !== undefined) return `${blank}v-slot:`;
          return part.trimStart().startsWith('@') ? '' : part;
        }),
  );
}
