import { splitPrefix } from '../../lines/prefix.ts';
import { Edits } from '../edits.ts';
import type { Preparation, SourceSyntax } from '../preparation.ts';

const atx = /^(?:(?:(?:[-*+]|\d{1,9}[.)])[ \t]|>)[ \t]*)*#{1,6}[ \t]/;
const setext = /^(?:=+|-+)$/;
/** MDX wants the brace escaped; Rspress and Docusaurus take the id from the text, so both ways work. */
const braced = /(?<![ \t])[ \t]*\\?\{(?:\/\*[ \t]*)?#?([^\s{}#*/"'=]+)(?:[ \t]*\*\/)?\}[ \t]*(#*)$/;
/** Docusaurus and remark-heading-id take all that stands between the braces. */
const whole = /(?<![ \t])[ \t]*\\?\{#([^{}\n"'=]+)\}[ \t]*$/;
/** The delimiters that VitePress sites give markdown-it-attrs where braces are taken by Vue. */
const percent = /(?<![ \t])[ \t]*%\{#([^\s{}#%]+)\}%[ \t]*$/;
const bracket = /(?<![ \t])[ \t]*\[#([^\]\s]+)\][ \t]*$/;

/** Id, classes and values, as pulldown-cmark, Goldmark and Pandoc read them, `{ #id .class key=value }`, or Python-Markdown, `{: #id }`. */
const listed =
  /(?<![ \t])[ \t]*\{:?[ \t]*((?:[#.][^\s{}"'=]+|[\w-]+=(?:"[^"{}]*"|'[^'{}]*'|[^\s{}"']+))(?:[ \t]+(?:[#.][^\s{}"'=]+|[\w-]+=(?:"[^"{}]*"|'[^'{}]*'|[^\s{}"']+)))*)[ \t]*\}[ \t]*$/;

/** A box of ExDoc: a quote that begins with a heading of such a class. https://hexdocs.pm/ex_doc/readme.html#admonition-blocks */
const boxed =
  /^((?:[ \t]*>)+)[ \t]*#{1,6}[ \t]+(.*?)[ \t]*\{:[ \t]*\.(error|info|neutral|tip|warning)[ \t]*\}[ \t]*$/;
const boxKinds: Readonly<Record<string, string>> = {
  error: 'CAUTION',
  tip: 'TIP',
  warning: 'WARNING',
};

/** Ids that authors give headings (`{#id}`, `\\{#id}`, `%{#id}%`, `{/* id *\/}`, `[#id]`) are taken out of the text and kept beside it. */
export const headingIds: SourceSyntax = {
  name: 'heading-ids',
  sign: /[{[](?::?[ \t]*[#.]|\/\*)|\{[ \t]*[\w-]+=[^{}\n]*\}[ \t]*$/m,
  prepare,
};

function prepare(preparation: Preparation): Edits {
  const edits = new Edits();
  const { text, kind, source } = preparation.lines;
  const takesValues = preparation.dialect.syntaxes?.some((name) => withValues.has(name)) === true;
  text.forEach((line, index) => {
    if (kind[index] !== 'text' || !endsWithId.test(line)) return;
    const found = readLine(line, text[index + 1], takesValues);
    if (found === undefined) return;
    if (found.id !== undefined) preparation.headingIds.set(source[index]!, found.id);
    edits.replace(index, found.rest);
  });
  return edits;
}

/** A heading, or the opener of a box, without what stands behind its words. */
function readLine(line: string, next: string | undefined, takesValues: boolean): Found | undefined {
  if (!atx.test(splitPrefix(line).content) && !isSetext(next)) return undefined;
  const [, quote, title, box] = boxed.exec(line) ?? [];
  if (box === undefined) return takeId(line, takesValues);
  return { rest: `${quote} [!${boxKinds[box] ?? 'NOTE'}] ${title}`, id: undefined };
}

/** A quick test that most lines without an id fail. */
const endsWithId = /[}\]][ \t#%]*$/;

const isSetext = (next: string | undefined): boolean =>
  next !== undefined && setext.test(splitPrefix(next).content);

/** Where a list may begin with a value, `{anchor=false}`; elsewhere that is text. */
const withValues: ReadonlySet<string> = new Set(['block-attributes', 'zola', 'mdbook']);

interface Found {
  rest: string;
  id: string | undefined;
}

function takeId(line: string, takesValues: boolean): Found | undefined {
  const id = braced.exec(line);
  if (id !== null && /\{(?:#|\/\*)/.test(id[0]))
    return { rest: line.slice(0, id.index), id: id[1] };
  const list = listed.exec(line);
  if (list !== null && (takesValues || /^[#.]/.test(list[1]!))) {
    const own = /(?:^|[ \t])#(\S+)/.exec(list[1]!)?.[1];
    return { rest: line.slice(0, list.index), id: own };
  }
  const marker = percent.exec(line) ?? bracket.exec(line) ?? whole.exec(line);
  if (marker === null) return undefined;
  return { rest: line.slice(0, marker.index), id: marker[1] };
}
