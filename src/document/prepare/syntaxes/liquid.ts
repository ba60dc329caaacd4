import { blockNames } from '../../html-names.ts';
import type { LineKinds, Lines } from '../../lines/lines.ts';
import { codeSpans, inSpan } from '../../lines/spans.ts';
import { readArguments } from '../attributes.ts';
import { attribute, textValue } from '../call.ts';
import { changedLines, Edits } from '../edits.ts';
import { prepareMarkdownElements } from '../html-elements.ts';
import type { Preparation, SourceSyntax } from '../preparation.ts';
import type { Tag, TagHead, TagSyntax } from '../tag-syntax.ts';
import { prepareTags } from '../tags.ts';
import { joinTagsOverLines } from '../tags-over-lines.ts';
import { beginsData, dataLanguage } from './data-body.ts';
import { hexoArguments } from './hexo-tags.ts';
import { dedentBodies, isOwnCode, verbatimLines, withCodeOfTags } from './liquid-bodies.ts';
import { LiquidBranches } from './liquid-branches.ts';
import { unrollLoops } from './liquid-loops.ts';
import { fillTags, placeVariables, tellCalls } from './liquid-variables.ts';

/** Jekyll and GitHub Docs: `{% tag args %}` … `{% endtag %}` and outputs `{{ site.x }}`; `${{ }}` is not an output. */
const syntax: TagSyntax = {
  pattern: /\{%-?([\s\S]*?)-?%\}|(?<![$\\{])\{\{-?(?![<%])([^{}]*?)-?\}\}/y,
  opening: /\{%|(?<![$\\{])\{\{(?![<%{])/g,
  closing: '}',
  keepsLines: (start) => /^\{%-?\s*include/.test(start),
  read,
  asText,
  addresses: isUnknown,
  replace,
  quotes: ({ name }) => name === 'raw',
  drops: ({ name }) => /^(?:capture|comment|schema|set)$/.test(name),
};

const isFence = (line: string) => /^\s*(?:`{3}|~{3})/.test(line);

/** The body of a tag that shows code, or of one that only the site knows where it is data. */
const codeOf =
  (known: object) =>
  ({ name }: Tag, body: readonly string[]) => {
    if (/^(?:highlight|mermaid|codeblock)$/.test(name)) return [];
    if (isOwnCode(name) && !body.some(isFence)) return [];
    const isOwn = !silent.has(name) && !(name in known) && beginsData(body);
    const language = isOwn ? dataLanguage(body) : undefined;
    return language === undefined ? undefined : [attribute('lang', language)];
  };

/** Tags that choose, repeat or compute; they go, and all that they hold is kept. */
const silent = new Set(
  'raw if elsif elseif else unless case when for assign set increment decrement layout cycle break continue tablerow liquid'.split(
    ' ',
  ),
);

function read(inside: string, source: string): TagHead | undefined {
  const text = inside.trim();
  if (source.startsWith('{{')) return readOutput(text);
  const match = /^(end)?([\w-]+)\s*([\s\S]*)$/.exec(text);
  if (match === null) return undefined;
  const [, closing, name, rest] = match as unknown as [string, string | undefined, string, string];
  if (closing !== undefined) return { name, role: 'close', attributes: [] };
  const own = hexoArguments(name, rest.trim());
  if (own !== undefined) return { name, role: 'open', attributes: own };
  const attributes = readArguments(rest);
  if (!name.startsWith('include')) return { name, role: 'open', attributes };
  // A word without quotes is the name of a variable, whose text is not known here.
  const named = new Set(Array.from(rest.matchAll(variable), ([, parameter]) => parameter));
  return { name, role: 'open', attributes: attributes.filter((one) => !named.has(one.name)) };
}

const variable = /(?<=\s)([\w-]+)\s*=\s*(?!(?:true|false)\b)[A-Za-z_][\w.-]*(?=\s|$)/g;

/** An output is the macro `output`, its expression being the attribute of that name. */
function readOutput(expression: string): TagHead | undefined {
  if (!/^["'\w]/.test(expression)) return undefined;
  return { name: 'output', role: 'alone', attributes: [attribute('expression', expression)] };
}

function replace(tag: Tag): string | undefined {
  if (silent.has(tag.name)) return '';
  if (tag.name !== 'output') return undefined;
  const expression = textValue(tag.attributes, 'expression') ?? '';
  // A day that differs from run to run has no text.
  if (/^["'](?:now|today)["']\s*\|\s*date/.test(expression)) return undefined;
  return /^(["'])(.*?)\1/.exec(expression)?.[2];
}

function asText(tag: Tag): string | undefined {
  const { name, attributes, code } = tag;
  if (name === 'raw') return '';
  if (name === 'data') return lastKey(textValue(attributes, '0'));
  if (code) return undefined;
  const first = textValue(attributes, '0');
  // Both name files from the root of the site.
  if (name === 'link') return `/${first ?? ''}`;
  if (name === 'post_url') return postFile(first ?? '');
  // What a tag of the site's own makes of its words is not known; they stand for it.
  if (name !== 'output') return silent.has(name) || name.startsWith('include') ? '' : (first ?? '');
  const expression = textValue(attributes, 'expression') ?? '';
  if (siteUrl.test(expression)) return '';
  return replace(tag) ?? `{${expression.split('|')[0]!.trim()}}`;
}

/** An output of a value that nothing so far has told. */
function isUnknown({ name, attributes }: Tag): boolean {
  return name === 'output' && !siteUrl.test(textValue(attributes, 'expression') ?? '');
}

const siteUrl = /^site\.(?:base)?url\b/;

/** A post is named without the ending of its file, and with the folder that its `_posts` is in. */
function postFile(name: string): string {
  const at = name.lastIndexOf('/') + 1;
  return `/${name.slice(0, at).replace(/^\//, '')}_posts/${name.slice(at)}`;
}

const lastKey = (path: string | undefined): string | undefined => path?.split('.').at(-1);

const include = /\{%-?\s*include(_relative|_cached)?\s+["']?([\w./-]+\.\w+)/g;

/** What a page includes of Jekyll's parts, which may define its links. */
function includedFiles({ lines: { text } }: Preparation): string[] {
  return text.flatMap((line) =>
    Array.from(line.matchAll(include), ([, kind, name]) =>
      kind === '_relative' ? name! : `/_includes/${name}`,
    ),
  );
}

export const liquid: SourceSyntax = {
  name: 'liquid',
  sign: /\{[{%]|\{#-?\s.*#\}| markdown|^ {0,3}<[a-z]+[^<>\n]*>[ \t]*$/m,
  prepare,
};

function prepare(preparation: Preparation): Edits {
  // https://www.11ty.dev/docs/languages/#override-the-template-language
  const { templateEngineOverride: engines } = preparation.frontmatter;
  if (engines !== undefined && !/\b(?:njk|liquid)\b/.test(String(engines))) return new Edits();
  preparation.apply(unrollLoops(preparation));
  preparation.apply(joinTagsOverLines(withCodeOfTags(preparation.lines)));
  preparation.define(includedFiles(preparation));
  preparation.apply(dropComments(preparation.lines));
  preparation.apply(dedentBodies(preparation.lines, (name) => silent.has(name)));
  preparation.apply(joinInlineTags(withCodeOfTags(preparation.lines)));
  preparation.apply(rawTagsApart(preparation.lines));
  preparation.apply(prepareMarkdownElements(withCodeOfTags(preparation.lines), { nested: true }));
  preparation.apply(dropBranches(preparation));
  preparation.apply(branchesApart(preparation.lines));
  preparation.apply(placeVariables(preparation));
  preparation.apply(fillTags(preparation));
  tellCalls(preparation);
  return prepareTags(preparation, { ...syntax, codeOf: codeOf(preparation.dialect.macros ?? {}) });
}

const comments = /\{#-?\s[^\n]*?#\}|\{%-?\s*#[^\n]*?%\}/g;
const comment = new RegExp(comments.source);

/** Comments within a line: Liquid's, and those of Nunjucks, which Eleventy runs over Markdown, too. */
function dropComments({ text, kind }: Lines): Edits {
  if (!text.some((line) => comment.test(line))) return new Edits();
  const isVerbatim = verbatimLines(text);
  return changedLines(text, (line, index) => {
    const isCode = kind[index] === 'code' || kind[index] === 'fence' || isVerbatim[index];
    if (isCode || !comment.test(line)) return undefined;
    const spans = codeSpans(line);
    const made = line.replace(comments, (whole, at: number) => (inSpan(spans, at) ? whole : ''));
    return made === line ? undefined : made.trimEnd();
  });
}

const tag = /\{%-?\s*(ifversion|if|elsif|else|endif)\b([^%]*?)-?%\}/g;

/**
 * Chooses one plan of GitHub Docs' `{% ifversion %}`: what readers without a plan of their own see
 * (free, pro and team). The tags and the other branches go, in code as well.
 */
function dropBranches(preparation: Preparation): Edits {
  const edits = new Edits();
  const { text } = preparation.lines;
  if (!text.some((line) => line.includes('ifversion'))) return edits;
  // What stands in an `if` of another kind is all kept.
  const branches = new LiquidBranches(tag, (condition, name) =>
    name === 'if' ? undefined : isTrue(condition),
  );
  for (const [index, line] of text.entries()) {
    const made = branches.chosen(line);
    // A tag may stand in a row of a table that has nothing else.
    if (/^[\s|]*$/.test(made) && made !== line) edits.remove(index);
    else edits.replace(index, made);
  }
  return edits;
}

const between = /(?<=[^\s}])\{%-?\s*(?:else|els(?:e?if)|when)\b[^%]*%\}(?=\S)/g;

/** Of branches within a line that are all kept, the last word of one and the first of the next stay two. */
const branchesApart = ({ text, kind }: Lines): Edits =>
  changedLines(text, (line, index) =>
    kind[index] === 'text' && line.includes('{%') ? line.replace(between, ' $&') : undefined,
  );

/** Whether a condition of `ifversion` holds for the free plan; a feature that has no version does. */
function isTrue(condition: string): boolean {
  return condition.split(/\bor\b/).some((alternative) =>
    alternative.split(/\band\b/).every((part) => {
      const match = /^\s*(not\s+)?([\w-]+)/.exec(part);
      if (match === null) return false;
      const [, not, plan] = match;
      const has = plan !== 'ghes' && plan !== 'ghec' && plan !== 'ghae';
      return not === undefined ? has : !has;
    }),
  );
}

const rawTag = /^\s*\{%-?\s*raw\s*-?%\}\s*<\/?[a-z][^<>]*>\s*\{%-?\s*endraw\s*-?%\}\s*$/i;

/** Hexo reads Markdown without what is raw: the line below a raw tag goes on with no HTML. */
function rawTagsApart({ text, kind }: Lines): Edits {
  const edits = new Edits();
  for (const [index, line] of text.entries()) {
    const isTag = kind[index] === 'text' && rawTag.test(line);
    if (isTag && (text[index + 1] ?? '').trim() !== '') edits.replace(index, line, '');
  }
  return edits;
}

const inline =
  /^ {0,3}<(?:a|abbr|b|cite|code|em|i|kbd|label|mark|q|s|small|span|strong|sub|sup|u)(?:\s[^<>]*)?>\s*$/;

const blockTag = /^\s*<([a-z][a-z\d]*)\b/i;
const beginsBlock = (line: string): boolean =>
  blockNames.has(blockTag.exec(line)?.[1]?.toLowerCase() ?? '');

/** For kramdown, a line of one inline tag begins a paragraph; CommonMark takes such lines for raw HTML. */
function joinInlineTags({ text, kind }: LineKinds): Edits {
  const edits = new Edits();
  for (let index = 0; index < text.length; index++) {
    if (kind[index] !== 'text' || !inline.test(text[index]!)) continue;
    if (beginsBlock(text[index + 1] ?? '')) continue;
    const first = index;
    let joined = text[index]!.trimEnd();
    while (inline.test(text[index]!) && (text[index + 1]?.trim() ?? '') !== '') {
      index++;
      joined += text[index]!.trim();
    }
    edits.replace(first, joined);
    edits.remove(first + 1, index);
  }
  return edits;
}
