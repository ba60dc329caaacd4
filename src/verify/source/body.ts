import { decoded } from '../../files/decoded.ts';
import type { CodeBlock } from '../evidence.ts';
import { codeKey } from './marks.ts';
import { withoutDirectives } from './myst.ts';
import { codeSpan, withBarsEscaped } from './structure.ts';
import type { Aside } from './syntax.ts';

/** A body in which the blocks of a dialect are those of Markdown, on the same lines. */
export interface ShownBody {
  text: string;
  asides: readonly Aside[];
  links: readonly { url: string; line: number }[];
  /** First and last lines of what the output says in another order. */
  loose: readonly (readonly [number, number])[];
}

const readers: Readonly<Record<string, (body: string) => ShownBody>> = {
  hugo: (body) => plain(withDataAsFences(withTabsAsFences(withoutTemplates(body)))),
  liquid: (body) =>
    plain(
      withPipesInCode(
        withoutRawMarks(
          withHighlightAsFences(withoutExtensions(withoutContents(withoutUnusedCaptures(body)))),
        ),
      ),
    ),
  'doc-builder': (body) => plain(body.replace(shortName, '')),
  mintlify: (body) => plain(withCaptionsOnce(body)),
  mdbook: (body) => plain(withBoxesAsText(body.replace(escapedHelper, ''))),
  'mkdocs-material': (body) => plain(withPipesInCode(withMacrosAsText(body))),
  myst: withoutDirectives,
};

export function shownBody(body: string, dialect: string): ShownBody {
  return Object.hasOwn(readers, dialect) ? readers[dialect]!(body) : plain(body);
}

/** What keeps the builder from showing a whole name: ``[`~kilns.Ash`]``. */
const shortName = /(?<=\[`)~(?=[\w.()]+`\])/g;

/** What keeps mdBook from reading `\{{#include …}}`, which is shown as it is written. */
const escapedHelper = /\\(?=\{\{\s*#)/g;

const plain = (text: string): ShownBody => ({ text, asides: [], links: [], loose: [] });

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
    (_, start: string, _name, end: string, template: string) =>
      start + end + template.replace(/[^\n]+/g, ''),
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
    /^([ \t]*)\{\{<\s*(code-toggle|highlight|card(?=[^\n]*\bcode=["']?true))\b([^\n]*)(?<!\/)>\}\}[ \t]*\n([\s\S]*?)^[ \t]*\{\{<\s*\/\s*\2\s*>\}\}[ \t]*$/gm,
    (_whole, indent: string, _name, given: string, code: string) => {
      const file = /\b(?:file="?([^\s"]+\.\w+)|header="([^"]*)")/
        .exec(given)
        ?.slice(1)
        .find(Boolean);
      return `${indent}~~~~~~${file ? `text title="${file}"` : ''}\n${code}${indent}~~~~~~`;
    },
  );
}

const fence =
  /^([ \t>]*)(`{3,}|~{3,})([^`\n]*(?:`[^`\n]+`[^`\n]*)*)\n([\s\S]*?)^[ \t>]*\2[`~]*[ \t]*$/gm;

/** The fences of mdbook-admonish hold Markdown; their titles are text. */
function withBoxesAsText(text: string): string {
  return text.replace(fence, (whole: string, lead: string, _mark, info: string, inner: string) => {
    const [words, type = ''] = /^[ \t]*admonish(?![\w-])[ \t]*([\w-]*)/.exec(info) ?? [];
    if (words === undefined) return whole;
    const title = /"((?:[^"\\]|\\.)*)"/.exec(info)?.[1] ?? '';
    // The box says its own name.
    return `${lead}${title.toLowerCase() === type ? '' : title}\n${withBoxesAsText(inner)}${lead}`;
  });
}

const unusedCapture =
  /^([ \t]*(`{3,}|~{3,}))[\s\S]*?^[ \t]*\2|\{%-?\s*raw\b[\s\S]*?\{%-?\s*endraw\b|\{%-?\s*capture\s+["']?([\w-]+)["']?\s*-?%\}(?:(?!\{%-?\s*endcapture)[\s\S])*\{%-?\s*endcapture\s*-?%\}(?![\s\S]*\{(?:%-?\s*include|[{%][^{}%]*(?<![\w-])\3(?![\w-])))/gm;

/** What Liquid captures and nothing prints after it, be it a file that is included, no reader sees. */
function withoutUnusedCaptures(text: string): string {
  return text.replace(unusedCapture, (whole: string, _fence, _mark, name?: string) =>
    name === undefined ? whole : whole.replace(/[^\n]+/g, ''),
  );
}

/** What stands between these tags of Jekyll and Eleventy, each on a line of its own, is code. */
function withHighlightAsFences(text: string): string {
  return text.replace(
    /^([ \t]*)(?:(`{3,}|~{3,})[\s\S]*?^[ \t]*\2|\{%-?\s*(highlight|code[-_]?(?:block|example|sample|snippet))\b([^\n%]*)%\}[ \t]*\n([\s\S]*?)^[ \t]*\{%-?\s*end\3\s*-?%\}[ \t]*$)/gim,
    (whole: string, indent: string, fence: string | undefined, ...rest: string[]) => {
      const [name = '', given = '', code = ''] = rest;
      const isOwn = name !== 'highlight' && /^\s*(?:`{3}|~{3})/m.test(code);
      if (fence !== undefined || isOwn || /~{6}|\{%-?\s*(?:end)?raw\b/.test(code)) return whole;
      const language = /^\s+([\w+#.]\S*?)-?(?:\s|$)/.exec(given)?.[1] ?? '';
      return `${indent}~~~~~~${language}\n${name === 'highlight' ? code : dedent(code)}${indent}~~~~~~`;
    },
  );
}

const dedent = (text: string): string => {
  const margin = /^[ \t]*(?=\S)/.exec(text)?.[0] ?? '';
  return text.replaceAll(new RegExp(`^${margin}`, 'gm'), '');
};

const code = new RegExp(
  String.raw`^([ \t>]*(\x60{3,}|~{3,}))[\s\S]*?^[ \t>]*\2|${codeSpan.source.replaceAll('\\1', '\\3')}`,
  'gm',
);

/** Code is shown without the tags that keep Liquid from reading what it holds. */
const withoutRawMarks = (text: string): string =>
  text.replace(code, (whole) => whole.replace(/\{%-?\s*(?:end)?raw\s*-?%\}/g, ''));

const contents =
  /^([ \t]*(`{3,}|~{3,}))[\s\S]*?^[ \t]*\2|^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t][^\n]*(?=\n[ \t]*\{:\s*toc\b)/gm;

/** kramdown puts a table of contents in place of the list below which it finds `{:toc}`. */
function withoutContents(text: string): string {
  return text.replace(contents, (whole: string, fence?: string) =>
    fence === undefined ? '' : whole,
  );
}

const extensions =
  /^([ \t]*(`{3,}|~{3,}))[\s\S]*?^[ \t]*\2|(`+)[^`\n]+\3(?!`)|\{::comment\}.*?\{:\/(?:comment)?\}|\{::[a-z]+(?:[ \t][^{}\n]*)?\}|\{:\/[a-z]*\}/gm;

/** kramdown's tags of extensions show nothing, nor does a comment in a line. */
function withoutExtensions(text: string): string {
  return text.replace(extensions, (whole: string) =>
    whole.trimStart().startsWith('{') ? '' : whole,
  );
}

/** Where `[text]` after the language of a fence is its label; elsewhere it shows nothing. */
const bracketed = new Set(['', 'vitepress', 'vocs', 'mdc']);

/** A block with its title where all blocks have theirs: Mintlify's is what follows the language and sets nothing. */
export function withTitle(given: CodeBlock, dialect: string): CodeBlock {
  const meta = given.meta.replace(/^\[(?!\[)[^\]]*\]/, '');
  const block = bracketed.has(dialect) ? given : { ...given, meta };
  const name = /^name=([^&\s"]+%20[^&\s"]*)/.exec(block.meta)?.[1];
  if (name) return { ...block, meta: `title="${decoded(name)}"` };
  if ((dialect !== 'mintlify' && dialect !== 'fern') || /(?:title|filename)=/.test(block.meta))
    return block;
  const [title = ''] =
    /^(?:(?![\w-]+=|[{[]|(?:wrap|lines|expandable|twoslash|npm2yarn|showLineNumbers)\b)[^\s"]+\s*)+/.exec(
      block.meta,
    ) ?? [];
  return /\p{L}/u.test(title) ? { ...block, meta: `title="${title.trim()}" ${block.meta}` } : block;
}

const includeTag =
  /^([ \t]*(`{3,}|~{3,}))[\s\S]*?^[ \t]*\2|^[ \t]*\{%-?\s*include(?:-markdown)?\s(?:[^%{\n]|%(?!\})|\{(?!%)|\n(?![ \t]*\n))*%\}[ \t]*$|^[ \t]*\{![^!\n]+!\}[ \t]*$/gm;

/** The object of a reference that its heading names is said once. */
const referenceBelowName = /^(#{1,6}[ \t]+`?([\w.]+)`?[ \t]*\n\s*):::[ ]?\2[ \t]*$/gm;

const macro = /<!--\s*md:([\w-]+)\s((?:(?!<!--|-->)[\s\S])*)-->/g;

/** Material's macros in comments show what they are given; names of settings are code. Tags that include show none of their own. */
function withMacrosAsText(text: string): string {
  const shown = text.replace(includeTag, (whole: string, fence?: string) =>
    fence === undefined ? whole.replace(/[^\n]+/g, '') : whole,
  );
  const once = shown.replace(referenceBelowName, '$1::: x');
  return once.replace(macro, (whole: string, name: string, rest: string) => {
    const given = rest.trim();
    if (given.includes('\n')) return whole;
    return /^(?:setting|option)$/.test(name) && !/[`[]/.test(given) ? `\`${given}\`` : given;
  });
}

/** Whether lines say keys and their values, as front matter below blank lines does. */
function isMap(block: string): boolean {
  const [first, ...rest] = block.split('\n').filter((line) => /^[^\s#]/.test(line));
  const key = /^["']?[\w.-]+["']?(?::(?:\s|$)|[ \t]*=)|^\[/;
  return (
    key.test(first ?? '') && rest.every((line) => key.test(line) || /^(?:-\s|[\]}])/.test(line))
  );
}

/** `\u0027` in a text between double quotes. */
const codePoint = /\\(?:u([\da-f]{4})|x([\da-f]{2}))/gi;
const readCode = (_: string, long?: string, short?: string): string =>
  String.fromCharCode(Number.parseInt(long ?? short ?? '0', 16));

/** The body of a document, and what its front matter says of the page. */
export function splitFrontmatter(text: string) {
  const match =
    /^([ \t]*\n)*---(?:js|javascript|json|toml)?[ \t]*\n([\s\S]*?\n)?---[ \t]*(?:\n|$)/.exec(
      text,
    ) ??
    /^([ \t]*\n)*\+\+\+[ \t]*(?:\n|(?=[\w-]+[ \t]*=))([\s\S]*?\n)?\+\+\+[ \t]*(?:\n|$)/.exec(text);
  const [, blank, block = ''] = match ?? [];
  if (!match || (blank !== undefined && !isMap(block)))
    return { body: text, bodyLine: 1, title: '', operation: [] };
  const title = /^title(?::|[ \t]*=)[ \t]*(.*)$/m.exec(block)?.[1] ?? '';
  const [, method, route] =
    /^(?:openapi|api):.*?\b(get|post|put|patch|delete) (\/[^\s"']*)/im.exec(block) ?? [];
  const operation = method && `${method.toUpperCase()} ${route}`;
  return {
    operation: operation ? [{ key: codeKey(operation), line: 1 }] : [],
    body: text.slice(match[0].length),
    bodyLine: match[0].split('\n').length,
    title: /^[|>]/.test(title)
      ? ''
      : title
          .replace(/^(?!['"])(.*?)\s#.*$/, '$1')
          .replace(/\\[nrt]/g, ' ')
          .replace(codePoint, readCode),
  };
}
