import { splitPrefix, trimmed } from '../../lines/prefix.ts';
import { codeSpans, inSpan, outsideSpans } from '../../lines/spans.ts';
import { attributesFrom, callTag } from '../call.ts';
import { Edits } from '../edits.ts';
import type { Preparation, SourceSyntax } from '../preparation.ts';
import { endComponents, joinTags } from './vue-tags.ts';

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
    const [, write] = writers.find(([sign]) => line.search(sign) !== -1) ?? [];
    write?.({ preparation, edits, index, line, box });
  }
  return edits;
}

interface Place {
  preparation: Preparation;
  edits: Edits;
  index: number;
  line: string;
  /** Name of the container that began last. */
  box: string | undefined;
}

/** `![A kiln](kiln.png =300x200)` of plugins of Markdown. */
const sizedImage = /!\[[^\]]*\]\([^()\s]+(?:[ \t]+"[^"]*")?[ \t]+=\d*x\d*[^()]*\)/;
const size = /(!\[[^\]]*\]\([^()\s]+(?:[ \t]+"[^"]*")?)[ \t]+=\d*x\d*/g;

function writeImages({ edits, index, line }: Place): void {
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

function writeVideos({ edits, index, line }: Place): void {
  edits.replace(index, outsideSpans(line, withVideos));
}

/** A line that begins a container, by its name, or ends one. */
const boxMark = /^[ \t>]*:{3,}[ \t]*([\w-]*)/;

/** A tab of a code group bears the name of the file where no label is given. */
function writeSnippet({ preparation, edits, index, line, box }: Place): void {
  const { lead, content } = splitPrefix(line);
  const match = snippet.exec(content);
  if (match === null) return;
  const [, path, region, shown = '', given] = match;
  const label = given ?? (box === 'code-group' ? path?.split('/').at(-1) : undefined);
  const [, highlight, lang] = /^([\d,-]*)[ \t]*([^\s{}]*)/.exec(shown)!;
  const n = call(preparation, 'snippet', { path, region, highlight, lang, label });
  edits.replaceByBlock(index, lead, callTag.alone(n));
}

function writeImported({ preparation, edits, index, line }: Place): void {
  const { lead, content } = splitPrefix(line);
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

function writeInclude({ preparation, edits, index, line }: Place): void {
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

function writeBangInclude({ preparation, edits, index, line }: Place): void {
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

function writeTags({ edits, index, line }: Place): void {
  const written = withoutVueAttributes(line);
  if (written !== line) edits.replace(index, written);
}

/** What lines contain, and what writes them: the first that a line contains. */
const writers: readonly (readonly [sign: RegExp, write: (place: Place) => void])[] = [
  [sizedImage, writeImages],
  [/<<</, writeSnippet],
  [/@\[code/, writeImported],
  [video, writeVideos],
  [/@include/, writeInclude],
  [/!!!/, writeBangInclude],
  [/</, writeTags],
];
