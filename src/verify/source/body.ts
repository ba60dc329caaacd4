import { emptied, outsideFences, replaceFound } from './fence.ts';
import {
  withDefinitionsRead,
  withFiltersCarriedOut,
  withMacrosAsText,
  withoutTitledReference,
} from './mkdocs.ts';
import { withoutDirectives } from './myst.ts';
import { codeSpan, withBarsEscaped } from './structure.ts';
import type { Aside } from './syntax.ts';

/** A body in which the blocks of a dialect are those of Markdown, on the same lines. */
interface ShownBody {
  text: string;
  asides: readonly Aside[];
  links: readonly { url: string; line: number }[];
  /** First and last lines of what the output says in another order. */
  loose: readonly (readonly [number, number])[];
}

/** Without what keeps the builder from showing a whole name: ``[`~kilns.Ash`]``. */
const withWholeNames = (text: string): string => text.replace(/(?<=\[`)~(?=[\w.()]+`\])/g, '');

/** Without what keeps mdBook from reading `\{{#include …}}`, which is shown as it is written. */
const withoutEscapes = (text: string): string => text.replace(/\\(?=\{\{\s*#)/g, '');

/** A caption that is the text of the picture in its frame is said once. */
const withCaptionsOnce = (text: string): string =>
  text.replace(
    /(<Frame\b[^<>\n]*?\scaption=")([^"\n]+)("[^<>\n]*>\s*!\[\2\]\([^()\n]*\)\s*<\/Frame>)/g,
    '$1$3',
  );

/** In a table of Python-Markdown or kramdown, a `|` within code ends no cell. */
const withPipesInCode = (text: string): string =>
  text.replace(/^[ \t]*\|.*`.*$/gm, withBarsEscaped);

/** The body of `{{< name.inline >}}` is a template. */
const withoutTemplates = (text: string): string =>
  text.replace(
    /(\{\{[<%]\s*([\w-]+\.inline)\b[^{}]*)([>%]\}\})([\s\S]*?)\{\{[<%]\s*\/\s*\2\s*[>%]\}\}/g,
    (_, start: string, _name, end: string, template: string) => start + end + emptied(template),
  );

/** What stands in tabs of Docsy is code, unless they or their pane say that it is text. */
function withTabsAsFences(text: string): string {
  return text.replace(
    /\{\{<\s*tabpane\b(?![^{}]*\btext=["']?true)[^{}]*\}\}[\s\S]*?\{\{<\s*\/\s*tabpane\b/g,
    (pane: string) =>
      pane.replace(
        /^([ \t]*)\{\{<\s*tab\b(?![^\n]*\btext=["']?true)([^\n]*)(?<!\/)>\}\}[ \t]*\n([\s\S]*?)^[ \t]*\{\{<\s*\/\s*tab\s*>\}\}/gm,
        (whole: string, indent: string, given: string, code: string) => {
          if (/^\s*(?:`{3}|~{3}|\{\{[<%](?!\/\*))/m.test(code)) return whole;
          const header = /\bheader="([^"]*)"/.exec(given)?.[1];
          const moved = code.replace(/^(?=[^\n])/gm, /^\S/m.test(code) ? indent : '');
          return `${indent}~~~~~~${header ? `text title="${header}"` : ''}\n${moved}${indent}~~~~~~`;
        },
      ),
  );
}

/** What stands between these shortcodes of Hugo is code; a file has an ending. */
function withDataAsFences(text: string): string {
  return text.replace(
    /^([ \t]*)\{\{<\s*(code-toggle|highlight|card(?=[^\n]*\bcode=["']?true))\b([^\n]*)(?<!\/)>\}\}[ \t]*\n([\s\S]*?)[ \t]*\{\{<\s*\/\s*\2\s*>\}\}[ \t]*$/gm,
    (_whole, indent: string, _name, given: string, code: string) => {
      const end = code === '' || code.endsWith('\n') ? '' : '\n';
      const file = /\b(?:file="?([^\s"]+\.\w+)|header="([^"]*)")/
        .exec(given)
        ?.slice(1)
        .find(Boolean);
      const lines = atMargin(code).replace(/^(?=[^\n])/gm, indent) + end;
      return `${indent}~~~~~~${file ? `text title="${file}"` : ''}\n${lines}${indent}~~~~~~`;
    },
  );
}

const fence =
  /^([ \t>]*)(`{3,}|~{3,})([^`\n]*(?:`[^`\n]+`[^`\n]*)*)\n([\s\S]*?)^[ \t>]*\2[`~]*[ \t]*$/gm;

/** `"Title"`, or `title="Title"` among other options. */
const titleOfBox = /(?:(?<![=\\])|\btitle=)"((?:[^"\\]|\\.)*)"|\btitle='([^']*)'/;

/** The fences of mdbook-admonish hold Markdown; their titles are text. */
function withBoxesAsText(text: string): string {
  return text.replace(fence, (whole: string, lead: string, _mark, info: string, inner: string) => {
    const [words, type = ''] = /^[ \t]*admonish(?![\w-])[ \t]*([\w-]*)/.exec(info) ?? [];
    if (words === undefined) return whole;
    const title = titleOfBox.exec(info)?.slice(1).find(Boolean) ?? '';
    // The box says its own name.
    return `${lead}${title.toLowerCase() === type ? '' : title}\n${withBoxesAsText(inner)}${lead}`;
  });
}

const comment =
  /\{%-?\s*raw\b[\s\S]*?\{%-?\s*endraw\b|(\{%-?\s*comment\s*-?%\}[\s\S]*?\{%-?\s*endcomment\s*-?%\})/g;

/** A comment of Liquid shows nothing, not even code. */
const withoutComments = (text: string): string =>
  text.replace(comment, (whole: string, hidden?: string) =>
    hidden === undefined ? whole : emptied(whole),
  );

const capture = outsideFences(
  /\{%-?\s*raw\b[\s\S]*?\{%-?\s*endraw\b|\{%-?\s*capture\s+["']?(?<name>[\w-]+)["']?\s*-?%\}(?:(?!\{%-?\s*endcapture)[\s\S])*\{%-?\s*endcapture\s*-?%\}(?![\s\S]*\{(?:%-?\s*include|[{%][^{}%]*(?<![\w-])\k<name>(?![\w-])))/gm,
);

/** What Liquid captures and nothing prints after it, be it a file that is included, no reader sees. */
const withoutUnusedCaptures = (text: string): string =>
  replaceFound(text, capture, (whole, { name }) => (name === undefined ? whole : emptied(whole)));

const codeElement =
  /^([ \t]*)((?:<[a-z][\w-]*(?:\s[^<>\n]*)?>[ \t]*)*)<code-block\b([^<>\n]*)(?<!\/)>[ \t]*\n([\s\S]*?)<\/code-block>(?:[ \t]*<\/[a-z][\w-]*>)*[ \t]*$/gm;
const section = /^(\s*?)[ \t]*<!\[CDATA\[([\s\S]*)\]\]>(\s*)$/;
const entity = /&(lt|gt|amp|quot|apos);/g;
const signs: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
};

/** The elements of code of Writerside, on the lines where they stand. */
const withElementsAsFences = (text: string): string =>
  text.replace(codeElement, (whole, indent: string, above: string, given: string, code: string) => {
    if (code.includes('<code-block') || above.includes('<td')) return whole;
    const [, before = '', inner, after = ''] = section.exec(code) ?? [];
    const shown = inner === undefined ? code.replace(entity, (_, name) => signs[name]!) : inner;
    const language = /\slang="([^"]*)"/.exec(given)?.[1] ?? '';
    const moved = atMargin(`${before}${shown}${after}`.replace(/[ \t]+$/, ''));
    const lines = moved.replace(/^(?=[^\n])/gm, indent);
    const end = lines.endsWith('\n') ? indent : `\n${indent}`;
    return `${indent}~~~~~~${language.toLowerCase()}\n${lines}${end}~~~~~~`;
  });

/** Lines without the blanks that all of them begin with. */
function atMargin(text: string): string {
  const margins = Array.from(text.matchAll(/^[ \t]*(?=\S)/gm), ([{ length }]) => length);
  const margin = margins.length > 0 ? Math.min(...margins) : 0;
  return text.replace(new RegExp(`^[ \\t]{${margin}}`, 'gm'), '');
}

const highlight = outsideFences(
  /^(?<indent>[ \t]*)\{%-?\s*(?<name>highlight|code[-_]?(?:block|example|sample|snippet))\b(?<given>[^\n%]*)%\}[ \t]*\n(?<code>[\s\S]*?)^[ \t]*\{%-?\s*end\k<name>\s*-?%\}[ \t]*$/gim,
);

/** What stands between these tags of Jekyll and Eleventy, each on a line of its own, is code. */
const withHighlightAsFences = (text: string): string =>
  replaceFound(text, highlight, (whole, { indent, name, given = '', code = '' }) => {
    const isOwn = name !== 'highlight' && /^\s*(?:`{3}|~{3})/m.test(code);
    if (isOwn || /~{6}|\{%-?\s*(?:end)?raw\b/.test(code)) return whole;
    const language = /^\s+([\w+#.]\S*?)-?(?:\s|$)/.exec(given)?.[1] ?? '';
    const lines = name === 'highlight' ? code : dedent(code).replace(/^(?=[^\n])/gm, indent ?? '');
    return `${indent}~~~~~~${language}\n${lines}${indent}~~~~~~`;
  });

const dedent = (text: string): string => {
  const margin = /^[ \t]*(?=\S)/.exec(text)?.[0] ?? '';
  return text.replaceAll(new RegExp(`^${margin}`, 'gm'), '');
};

const code = new RegExp(
  String.raw`^([ \t>]*(\x60{3,}(?!\x60)|~{3,}(?!~)))[\s\S]*?^[ \t>]*\2|${codeSpan.source.replaceAll('\\1', '\\3')}`,
  'gm',
);

/** Code is shown without the tags that keep Liquid from reading what it holds. */
const withoutRawMarks = (text: string): string =>
  text.replace(code, (whole) => whole.replace(/\{%-?\s*(?:end)?raw\s*-?%\}/g, ''));

/** The same of a line that is nothing but a mark, whose indentation may end the block around it. */
const withRawLinesEmptied = (text: string): string =>
  text.replace(/^[ \t]*\{%-?\s*(?:end)?raw\s*-?%\}[ \t]*$/gm, '');

const contents = outsideFences(/^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t][^\n]*(?=\n[ \t]*\{:\s*toc\b)/gm);

/** kramdown puts a table of contents in place of the list below which it finds `{:toc}`. */
const withoutContents = (text: string): string => replaceFound(text, contents, () => '');

const extensions = outsideFences(
  /(?<!`)(?<ticks>`+)[^`\n]+\k<ticks>(?!`)|\{::comment\}[\s\S]*?\{:\/(?:comment)?\}|\{::[a-z]+(?:[ \t][^{}\n]*)?\}|\{:\/[a-z]*\}/gm,
);

/** kramdown's tags of extensions show nothing, nor does a comment in a line. */
const withoutExtensions = (text: string): string =>
  replaceFound(text, extensions, (whole, { ticks }) =>
    ticks === undefined ? emptied(whole) : whole,
  );

/** Code is parted by a place for a line break where Vite would replace it: `` `process.env`<wbr/>`.A` ``. */
const withCodeJoined = (text: string): string => text.replace(/`<wbr ?\/?>`/g, '');

/** The changes that make of a dialect's blocks those of Markdown, in order. */
const changes: Readonly<Record<string, readonly ((text: string) => string)[]>> = {
  hugo: [withoutTemplates, withTabsAsFences, withDataAsFences],
  liquid: [
    withoutComments,
    withoutUnusedCaptures,
    withoutContents,
    withoutExtensions,
    withHighlightAsFences,
    withoutRawMarks,
    withPipesInCode,
  ],
  'doc-builder': [withWholeNames],
  mintlify: [withCaptionsOnce],
  mdbook: [withoutEscapes, withBoxesAsText],
  'mkdocs-material': [
    withFiltersCarriedOut,
    withMacrosAsText,
    withDefinitionsRead,
    withRawLinesEmptied,
    withoutRawMarks,
    withPipesInCode,
  ],
  vitepress: [withCodeJoined],
  writerside: [withElementsAsFences],
};

export function shownBody(body: string, dialect: string, title = ''): ShownBody {
  if (dialect === 'myst') return withoutDirectives(body);
  const own = Object.hasOwn(changes, dialect) ? changes[dialect]! : [];
  const once = dialect === 'mkdocs-material' ? withoutTitledReference(body, title) : body;
  const text = own.reduce((changed, change) => change(changed), once);
  return { text, asides: [], links: [], loose: [] };
}
