import { splitPrefix } from '../../lines/prefix.ts';
import { codeSpans, inSpan, outsideSpans } from '../../lines/spans.ts';
import { attributesFrom, callTag } from '../call.ts';
import { Edits } from '../edits.ts';
import type { Preparation, SourceSyntax } from '../preparation.ts';
import { trimmed } from '../trimmed.ts';
import { endComponents, joinTags, withoutVueAttributes } from './vue-tags.ts';

const snippet = /^<<<[ \t]*([^\s#{[]+)(?:#([\w-]+))?[ \t]*(?:\{([^{}]*)\}[ \t]*)?(?:\[(.+)\])?$/;
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
  sign: /<<<|@\[code|@include:|!!!| =\d*x\d*|\s#\w[\w-]*[=\s>]|\s@[\w.:-]+[=\s>]|^[ \t]*\/?>|\/>[ \t]*$|>[ \t]*\n[ \t>]*(?:```|~~~)/m,
  prepare,
};

function prepare(preparation: Preparation): Edits {
  preparation.apply(joinTags(preparation));
  preparation.apply(endComponents(preparation));
  const edits = new Edits();
  const { text, kind } = preparation.lines;
  for (const [index, line] of text.entries()) {
    if (kind[index] === 'code' || kind[index] === 'fence') continue;
    if (sizedImage.test(line)) writeImages(edits, index, line);
    else if (line.includes('<<<')) writeSnippet(preparation, edits, index);
    else if (line.includes('@[code')) writeImported(preparation, edits, index);
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

function writeSnippet(preparation: Preparation, edits: Edits, index: number): void {
  const { lead, content } = splitPrefix(preparation.lines.text[index]!);
  const match = snippet.exec(content);
  if (match === null) return;
  const [, path, region, shown = '', label] = match;
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
    0: trimmed(path!),
    region: region && trimmed(region),
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
