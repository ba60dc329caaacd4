import { splitPrefix } from '../lines/prefix.ts';
import { readAttributes } from './attributes.ts';
import { attribute, callTag } from './call.ts';
import { prepareCrossReferences } from './cross-references.ts';
import { Edits } from './edits.ts';
import { Blocks } from './indented.ts';
import { prepareMath } from './math.ts';
import { prepareMkdocsInline } from './mkdocs-inline.ts';
import { prepareLists } from './mkdocs-lists.ts';
import { prepareMacros } from './mkdocs-macros.ts';
import { prepareReferences } from './mkdocs-references.ts';
import type { Preparation } from './preparation.ts';
import { trimmed } from './trimmed.ts';

/**
 * MkDocs Material: `!!! note "Title"`, `??? note`, `=== "Tab"` and definition lists, whose bodies
 * are indented; blocks between `///`; maths; then what stands within lines.
 */
export function prepareMkdocs(preparation: Preparation): Edits {
  preparation.apply(prepareReferences(preparation));
  preparation.apply(prepareDefinitions(preparation));
  preparation.apply(prepareMacros(preparation));
  const kinds = { boxes: true, definitionWidth: 4 };
  if (Blocks.occurIn(preparation.lines.text, kinds))
    preparation.apply(new Blocks(preparation, kinds).read());
  preparation.apply(prepareLists(preparation));
  preparation.apply(prepareCrossReferences(preparation));
  preparation.apply(prepareMath(preparation));
  preparation.apply(prepareSlashes(preparation));
  return prepareMkdocsInline(preparation);
}

const linkDefinition = /^ {0,3}\[[^\]^\n][^\]\n]*\]:\s*\S/;

/** Python-Markdown reads a definition of a link anywhere, right below other text, too. */
function prepareDefinitions(preparation: Preparation): Edits {
  const edits = new Edits();
  const { text, kind } = preparation.lines;
  for (const [index, line] of text.entries()) {
    if (kind[index] !== 'text' || !linkDefinition.test(line)) continue;
    const before = text[index - 1] ?? '';
    if (before.trim() !== '' && !linkDefinition.test(before)) edits.replace(index, '', line);
  }
  return edits;
}

const slashes = /^(\/{3,})[ \t]*(?:([a-z][\w-]*)[ \t]*)?(?:\|(.*))?$/i;

/** `/// caption` … `///`: a longer mark encloses shorter ones; options are indented below the mark. */
function prepareSlashes(preparation: Preparation): Edits {
  const edits = new Edits();
  const { text, kind } = preparation.lines;
  const open: { mark: string; lead: string }[] = [];
  for (let index = 0; index < text.length; index++) {
    if (kind[index] !== 'text' || !text[index]!.includes('///')) continue;
    const { lead, content } = splitPrefix(text[index]!);
    const [, mark, name, title] = slashes.exec(content) ?? [];
    if (mark === undefined) continue;
    const blank = lead.trimEnd();
    if (name === undefined) {
      const at = open.findLastIndex((block) => block.mark === mark);
      if (at === -1) continue;
      const tags = open.splice(at).map((block) => ['', block.lead + callTag.close, '']);
      edits.replace(index, ...tags.reverse().flat());
      continue;
    }
    const said = title && trimmed(title);
    const attributes = said ? [attribute('title', said)] : [];
    for (let at = index + 1; /^[ \t]{4,}\S/.test((text[at] ?? '').slice(lead.length)); at++) {
      const [, key, value] = /^\s*([\w-]+):\s*(.*)$/.exec(text[at]!) ?? [];
      if (key === undefined) break;
      attributes.push(...(readAttributes(`${key}=${JSON.stringify(value)}`) ?? []));
      edits.replace(at);
    }
    const n = preparation.call({ origin: 'container', name, attributes });
    edits.replace(index, blank, lead + callTag.open(n), blank);
    open.push({ mark, lead });
  }
  const rest = open.reverse().flatMap(({ lead }) => ['', lead + callTag.close, '']);
  if (rest.length > 0) edits.insertAfter(text.length - 1, ...rest);
  return edits;
}
