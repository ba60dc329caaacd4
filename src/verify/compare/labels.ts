import type { Nodes } from 'mdast';
import { type Evidence, type Piece, type Word, wordKey } from '../evidence.ts';
import { type Output, placedIn, textOf } from '../output/read.ts';
import type { SourceEvidence } from '../source/read.ts';
import type { Sides } from './order.ts';
import { comparePieces, wordsWithin } from './pieces.ts';

/** Labels of the source (of boxes, tabs, blocks of code, cards) that the output says without any mark. */
export function compareLabels(
  { labels, elements }: Pick<SourceEvidence, 'labels' | 'elements'>,
  source: string,
  output: Output,
): Piece[] {
  const own = new Set(ownComponents(source));
  const ofOwn = new Set(elements.filter(({ name }) => own.has(name)).map(({ line }) => line));
  const marks = output.marks.map(({ key, line }) => ({ key: wordKey(restOf(key)), line }));
  const places = [...marks, ...output.headings, ...output.linked, ...output.cells];
  const inCode = new Set(output.marks.filter(isCode).map(({ key }) => wordKey(restOf(key))));
  const isOther = output.marks.filter((one) => !isCode(one)).map(({ key }) => wordKey(restOf(key)));
  for (const key of isOther) inCode.delete(key);
  const near = (wanted: string, candidate: string) =>
    !inCode.has(candidate) && wordsWithin(wanted, candidate);
  const wanted = labels.filter(({ line }) => !ofOwn.has(line));
  return comparePieces(wanted, places, near).losses;
}

/** Labels that are names of files are code in the output, unless they are links, as titles of cards. */
export function fileNames(labels: readonly Piece[], output: Output): Piece[] {
  const linked = new Set(output.linked.map(({ key }) => key));
  return labels.flatMap(({ text = '', line }) =>
    fileName.test(text) && !linked.has(wordKey(text)) ? [{ key: `code ${text}`, line }] : [],
  );
}

const managers = /^(?:npm|npx|pnpm|yarn|bun|deno|cargo)$/i;

/**
 * Labels above blocks of code that have no mark: names of package managers, and what a fence's
 * info says; names of files that are not code. A line of the source's text is not a label.
 */
export function* plainLabels({ words, code }: Evidence, output: Output) {
  const said = linesOf(words);
  const infos = code.map(({ lang, meta }) => wordKey(`${lang} ${meta}`));
  for (const { line, text, strong } of linesAboveCode(output)) {
    const key = wordKey(text);
    if (key === '' || said.has(key)) continue;
    // `Example:` stands before the example of an API.
    const isOfInfo = !text.endsWith(':') && infos.some((info) => ` ${info} `.includes(` ${key} `));
    const isLabel = managers.test(text) || isOfInfo;
    if (strong ? fileName.test(text) : isLabel)
      yield { line, what: `label without a mark: "${text}"` };
  }
}

function linesOf(words: readonly Word[]): ReadonlySet<string> {
  const lines = new Map<number, string>();
  for (const { text, line, aside } of words) {
    const before = lines.get(line);
    if (!aside) lines.set(line, before === undefined ? text : `${before} ${text}`);
  }
  return new Set(lines.values());
}

const isCode = ({ key }: Piece) => key.startsWith('code ');
const restOf = (key: string) => key.slice(key.indexOf(' ') + 1);
/** `Node.js` is the name of a program, `crates.io` one of a site. */
const fileName =
  /^(?![A-Z][a-z]+\.js$|[\w-]+\.(?:io|com|org|net|dev|ai)$)[\w@.[\]()/-]*[\w\])]\.[a-z]\w{0,4}$/;

function* linesAboveCode(
  output: Output,
): Generator<{ line: number; text: string; strong: boolean }> {
  for (const { node, line, siblings, at } of placedIn(output, 'paragraph')) {
    const [only, more] = node.children;
    const strong = only?.type === 'strong';
    const text = strong && only.children.length === 1 ? only.children[0] : only;
    if (
      siblings[at + 1]?.type === 'code' &&
      text?.type === 'text' &&
      !more &&
      !text.value.includes('\n')
    )
      yield { line, text: text.value, strong };
  }
}

/**
 * Names of package managers that the output says as labels, and below which nothing stands: that of
 * another follows, a heading, or the end.
 */
export function* emptyTabs(source: string, output: Output) {
  for (const { node, line, siblings, at } of placedIn(output, 'paragraph')) {
    const label = textOf(node);
    const next = siblings[at + 1];
    if (!isLabel(node) || !managers.test(label) || source.includes(`**${label}**`)) continue;
    const isEnd = next === undefined || (next.type === 'heading' && !textOf(next).includes(label));
    const isEmpty = isEnd || isOther(next, label);
    if (isEmpty) yield { line, what: `nothing stands below "${label}"` };
  }
}

const isOther = (node: Nodes, label: string): boolean =>
  isLabel(node) && managers.test(textOf(node)) && textOf(node) !== label;

const isLabel = (node: Nodes): boolean =>
  node.type === 'paragraph' && node.children.length === 1 && node.children[0]!.type === 'strong';

/**
 * Lines of the output that are a name out of the source's markup (an element, a slot, a value, a
 * language) and no words of its text: labels, which have a mark.
 */
export function* plainNames(
  { source, words }: { source: string; words: readonly Word[] },
  output: Output,
  sides: Sides,
) {
  const lines = [...plainLines(output)].filter(({ text }) => wordKey(text) !== '');
  if (lines.length === 0) return;
  const { names, elements } = namesIn(source);
  const own = new Set<number>(sides.pairs);
  const said = new Set(sides.output.filter((_, at) => own.has(at)).map(({ line }) => line));
  const written = linesOf(words);
  for (const { text, line } of lines) {
    const key = wordKey(text);
    if (written.has(key)) continue;
    // A component may show its own name in another case: `<Required />` is "REQUIRED".
    const isName = names.has(key.toLowerCase()) || elements.has(key);
    if (isName && !said.has(line)) yield { line, what: `label without a mark: "${text}"` };
  }
}

function* plainLines(output: Output): Generator<{ text: string; line: number }> {
  for (const { node, line, siblings, at } of placedIn(output, 'paragraph')) {
    const [only, more] = node.children;
    if (only?.type !== 'text' || more) continue;
    // A file in a tree labels nothing.
    if (at === 0 && fileName.test(only.value) && siblings.slice(1).every(isList)) continue;
    // The box of an alert says its kind in a line of its own.
    const [, kind = '', text = ''] = /^(\[!\w+\]\n)?([^[\n\d]+)$/.exec(only.value) ?? [];
    if (text !== '') yield { text, line: line + (kind === '' ? 0 : 1) };
  }
}

const isList = ({ type }: Nodes): boolean => type === 'list';

const names =
  /<([A-Z][\w.]*)|\b(?:title|label|name|slot|file|filename|tab|class|value(?<=<TabItem[^<>\n]{0,300}))=(?:"([^"\n]{1,80})"|'([^'\n]{1,80})'|([\w.%-]{2,80}))/g;

/** Captions of what has a source, the names of buttons and of fields: they are read as they are. */
const named =
  /<[A-Z][\w.]*(?![\w.])[^<>]*\ssrc=[^<>]*>|<(?:input|textarea|select|\w*[bB]utton)\s[^<>]*>|:[\w-]*button\{[^{}\n]*\}/g;

/** What is read as it is, where a name may say the same. */
const captions = /\b(?:caption|hint|description)=(?:"([^"\n]{1,200})"|'([^'\n]{1,200})')/g;

/** An element without content, whose attributes label nothing below them. */
const closed = /(<[\w.-]+)\s[^<>]*\/>/g;

/** A shortcode of Hugo; one that nothing ends labels nothing below it, either. */
const shortcode = /\{\{[<%]\s*([\w./-]+)\s[^{}]*[>%]\}\}/g;

function withoutLoneShortcodes(source: string): string {
  if (!source.includes('{{')) return source;
  const ended = new Set(
    Array.from(source.matchAll(/\{\{[<%]\s*\/\s*([\w./-]+)/g), ([, name]) => name),
  );
  return source.replace(shortcode, (whole, name) => (ended.has(name) ? whole : ' '));
}

const ownImport =
  /^import\s+(\w+)\s+from\s+["'](?:\.{1,2}\/|[~@]\/|@site\/|[^"'\n]*\.(?:astro|jsx|tsx|svelte|vue)["'])/gm;

/** The components of the site's own that a source imports: they show what they are given as they do, with or without a mark. */
const ownComponents = (source: string): string[] =>
  Array.from(source.matchAll(ownImport), ([, name = '']) => name);

/** A source without the tags of such components, and without what is in their slots. */
function withoutOwnTags(source: string): string {
  const own = ownComponents(source);
  if (own.length === 0) return source;
  const tags = new RegExp(`<(?:${own.join('|')})(?![\\w.])[^<>]*>|\\bslot=["'][^"'\\n]*["']`, 'g');
  return source.replace(tags, ' ');
}

/** What attributes say, in lower case, and the names of elements. */
function namesIn(source: string): Record<'names' | 'elements', ReadonlySet<string>> {
  const markup = withoutOwnTags(withoutLoneShortcodes(source))
    .replace(named, ' ')
    .replace(closed, '$1 ');
  const found = [...markup.matchAll(names)];
  const values = found.flatMap(([, , ...groups]) => groups.filter(Boolean));
  const keys = new Set(values.map((name) => wordKey(name.replaceAll('%20', ' ')).toLowerCase()));
  for (const [, one, other = ''] of source.matchAll(captions))
    keys.delete(wordKey(one ?? other).toLowerCase());
  return {
    names: keys,
    elements: new Set(found.flatMap(([, name]) => (name === undefined ? [] : wordKey(name)))),
  };
}
