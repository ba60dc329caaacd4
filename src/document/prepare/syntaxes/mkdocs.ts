import { inlineNames } from '../../html-names.ts';
import type { Lines } from '../../lines/lines.ts';
import { splitPrefix } from '../../lines/prefix.ts';
import { withoutListAtEnd } from '../attribute-lists.ts';
import { readAttributes } from '../attributes.ts';
import { attribute, callTag } from '../call.ts';
import { Edits, ownBlock } from '../edits.ts';
import { prepareMarkdownElements } from '../html-elements.ts';
import { prepareHtmlEnds } from '../html-ends.ts';
import type { Preparation, SourceSyntax } from '../preparation.ts';
import { joinTagsOverLines } from '../tags-over-lines.ts';
import { prepareBlocks } from './indented.ts';
import { prepareMath } from './math.ts';
import { prepareApis } from './mkdocs-apis.ts';
import { prepareMacros } from './mkdocs-badges.ts';
import { prepareCallouts } from './mkdocs-callouts.ts';
import { prepareCrossReferences } from './mkdocs-cross-references.ts';
import { prepareDeepFences, prepareFences } from './mkdocs-fences.ts';
import { prepareMkdocsInline } from './mkdocs-inline.ts';
import { prepareLists, prepareSnippetItems, prepareWideItems } from './mkdocs-lists.ts';
import {
  prepareFiltersInCode,
  prepareInlineIncludes,
  prepareJinja,
  prepareReadTables,
} from './mkdocs-macros.ts';
import { prepareLongMarks, readTitle } from './mkdocs-marks.ts';
import { prepareReferences } from './mkdocs-references.ts';
import { prepareVariables } from './mkdocs-variables.ts';
import { prepareTables } from './table-rows.ts';

/**
 * MkDocs Material: `!!! note "Title"`, `??? note`, `=== "Tab"` and definition lists, whose bodies
 * are indented; blocks between `///`; maths; then what stands within lines.
 */
export const mkdocs: SourceSyntax = { name: 'mkdocs', prepare };

function prepare(preparation: Preparation): Edits {
  const written = preparation.lines.text;
  const appended = preparation.site.mkdocs.appended();
  const included = [...snippetsIn(written), ...appended].map((name) => `/${name}`);
  // What an abbreviation means has none in turn.
  preparation.define(included, { abbreviations: !preparation.isPart });
  preparation.apply(prepareReadTables(preparation));
  preparation.apply(prepareVariables(preparation));
  preparation.apply(prepareFiltersInCode(preparation));
  preparation.apply(prepareReferences(preparation));
  preparation.apply(prepareApis(preparation));
  preparation.apply(separateLinkDefinitions(preparation));
  preparation.apply(joinTagsOverLines(preparation.lines));
  preparation.apply(prepareHtmlEnds(preparation.lines));
  preparation.apply(prepareJinja(preparation));
  preparation.apply(prepareMacros(preparation));
  preparation.apply(prepareWideItems(preparation));
  preparation.apply(joinItemDefinitions(preparation.lines));
  preparation.apply(prepareCallouts(preparation));
  preparation.apply(prepareBlocks(preparation, { boxes: true, definitionWidth: 4 }));
  preparation.apply(prepareSnippetItems(preparation));
  preparation.apply(prepareLists(preparation));
  preparation.apply(prepareDeepFences(preparation));
  preparation.apply(prepareTables(preparation));
  preparation.apply(prepareInlineIncludes(preparation));
  preparation.apply(joinInlineTags(preparation.lines));
  const { source } = preparation.lines;
  // HTML is a block of its own only where fewer than four blanks stand before it.
  const isInline = (index: number) => /^(?: {4}| {0,3}\t)/.test(written[source[index]! - 1] ?? '');
  preparation.apply(prepareMarkdownElements(preparation.lines, { isInline }));
  preparation.apply(prepareFences(preparation));
  preparation.apply(prepareCrossReferences(preparation));
  preparation.apply(prepareMath(preparation));
  preparation.apply(prepareSlashes(preparation));
  preparation.apply(prepareLongMarks(preparation));
  return prepareMkdocsInline(preparation);
}

const snippet = /^[ \t]*-{1,}8<-{1,}(?:[ \t]+"([^":]+)|[ \t]*$)/;

/** The files of `--8<-- "a.md"`, and of the lines between two of `--8<--`. */
function snippetsIn(text: readonly string[]): string[] {
  let isList = false;
  return text.flatMap((line) => {
    const mark = line.includes('8<') ? snippet.exec(line) : null;
    if (mark !== null && mark[1] === undefined) isList = !isList;
    return mark?.[1] ?? (isList && mark === null ? line.trim().replace(/:.*$/, '') : []);
  });
}

const linkDefinition = /^ {0,3}\[([^\]^\n][^\]\n]*)\]:\s*\S/;

/** Python-Markdown reads a definition of a link anywhere, right below other text, too; the last one of a label counts. */
function separateLinkDefinitions(preparation: Preparation): Edits {
  const edits = new Edits();
  const { text, kind } = preparation.lines;
  const last = new Map<string, number>();
  for (const [index, line] of text.entries()) {
    const [, label] = (kind[index] === 'text' && linkDefinition.exec(line)) || [];
    if (label === undefined) continue;
    const key = label.trim().toLowerCase();
    const earlier = last.get(key);
    if (earlier !== undefined) edits.replace(earlier, '');
    last.set(key, index);
    const before = text[index - 1] ?? '';
    if (before.trim() !== '') edits.replace(index, '', line);
  }
  return edits;
}

const slashes = /^(\/{3,})[ \t]*(?:([a-z][\w-]*)[ \t]*)?(?:\|(.*))?$/i;

/** `/// caption` … `///`: a longer mark encloses shorter ones; options are indented below the mark. */
function prepareSlashes(preparation: Preparation): Edits {
  const edits = new Edits();
  const { text, kind } = preparation.lines;
  const open: { mark: string; lead: string }[] = [];
  for (const [index, line] of text.entries()) {
    if (kind[index] !== 'text') continue;
    const { lead, content } = splitPrefix(line);
    const [, mark = '', name, title] = slashes.exec(content) ?? [];
    if (name === undefined) {
      const at = open.findLastIndex((block) => block.mark === mark);
      if (at === -1) continue;
      const closed = open.splice(at).reverse();
      edits.replace(index, ...closed.flatMap((block) => ownBlock(block.lead, callTag.close)));
      continue;
    }
    const said = title && readTitle(title);
    const attributes = said ? [attribute('title', said)] : [];
    for (let at = index + 1; /^[ \t]{4,}\S/.test((text[at] ?? '').slice(lead.length)); at++) {
      const [, key, value] = /^\s*([\w-]+):\s*(.*)$/.exec(text[at]!) ?? [];
      if (key === undefined) break;
      attributes.push(...(readAttributes(`${key}=${JSON.stringify(value)}`) ?? []));
      edits.remove(at);
    }
    const n = preparation.call({ origin: 'container', name, attributes });
    edits.replaceByBlock(index, lead, callTag.open(n));
    open.push({ mark, lead });
  }
  const rest = open.reverse().flatMap(({ lead }) => ownBlock(lead, callTag.close));
  edits.insertAfter(text.length - 1, ...rest);
  return edits;
}

const tagAlone = /^<\/?([a-z][a-z\d]*)(?:\s[^<>]*)?>\s*$/i;
const firstTag = /^<\/?([a-z][a-z\d]*)/i;
/** What begins another block, or none. */
const beginsBlock = /^(?:$|-+8<|[#>|`~=<:{!?]|\/{3}|[-*+] |\d+[.)] )/;

const isInline = (tag: RegExpExecArray | null) => inlineNames.has((tag?.[1] ?? '').toLowerCase());

/**
 * To Python-Markdown, a tag such as `<sup>` on a line of its own belongs to the paragraph; to
 * CommonMark, it begins HTML that goes on to the next blank line.
 */
function joinInlineTags({ text, kind }: Lines): Edits {
  const edits = new Edits();
  for (let index = 0; index < text.length; index++) {
    if (kind[index] !== 'text' || !text[index]!.includes('<')) continue;
    const { content, quotes } = splitPrefix(text[index]!);
    if (!isInline(tagAlone.exec(content))) continue;
    const next = splitPrefix(text[index + 1] ?? '');
    if (kind[index + 1] === 'fence' || next.content.startsWith('#')) edits.insertAfter(index, '');
    if (kind[index + 1] !== 'text') continue;
    const isText = !beginsBlock.test(next.content) || /^!\[/.test(next.content);
    if (next.quotes !== quotes || !(isText || isInline(firstTag.exec(next.content)))) continue;
    edits.replace(index, `${text[index]!.trimEnd()} ${next.content}`);
    edits.remove(index + 1);
    index++;
  }
  return edits;
}

const item = /^ *(?:[-*+]|\d{1,9}[.)]) +\S/;
const termDefinition = /^ *: {1,3}(\S.*)$/;

/** To Python-Markdown, the words of an item are a term where `: definition` stands right below them. */
function joinItemDefinitions({ text, kind }: Lines): Edits {
  const edits = new Edits();
  for (const [index, line] of text.entries()) {
    const defined = index > 0 && kind[index] === 'text' ? termDefinition.exec(line) : null;
    const term = text[index - 1] ?? '';
    if (defined === null || kind[index - 1] !== 'text' || !item.test(term)) continue;
    edits.replace(index - 1, `${withoutListAtEnd(term.trimEnd())}: ${defined[1]}`);
    edits.remove(index);
  }
  return edits;
}
