import { readArguments } from '../attributes.ts';
import { attribute, textValue } from '../call.ts';
import { Edits } from '../edits.ts';
import type { Preparation, SourceSyntax } from '../preparation.ts';
import { frontMatterText } from '../preparation.ts';
import type { Tag, TagHead, TagSyntax } from '../tag-syntax.ts';
import { prepareTags } from '../tags.ts';
import { fenceCodeCards } from './code-cards.ts';
import { dataLanguage, isCodeName } from './data-body.ts';
import { nameEnds } from './shortcode-ends.ts';
import { indentFences } from './shortcode-fences.ts';
import { levelHtml } from './shortcode-html.ts';
import { levelShortcodes } from './shortcode-margins.ts';

/** Hugo finds shortcodes in any letter case. */
const isLink = (name: string) => /^(?:rel)?ref$/i.test(name);

/** Hugo: `{{< name args >}}` … `{{< /name >}}` and the same with `%`. */
const syntax: TagSyntax = {
  pattern: /\{\{<([\s\S]*?)>\}\}|\{\{%([\s\S]*?)%\}\}/y,
  opening: /\{\{[<%]/g,
  closing: '}}',
  holdsItems: true,
  blocks: 'stacked',
  read,
  asText,
  addresses: ({ name }) => !isLink(name),
  // Hugo runs them before it reads Markdown: https://gohugo.io/content-management/shortcodes/
  runsInCode: ({ name }) => name !== '/*' && !isLink(name),
  isTemplate: ({ name }) => name.endsWith('.inline'),
  replace: ({ name, source }) => (name === '/*' ? shown(source) : undefined),
};

function read(inside: string, source: string): TagHead | undefined {
  const text = inside.trim();
  if (text.startsWith('/*')) return { name: '/*', role: 'alone', attributes: [] };
  const match = /^(\/?)\s*([\w./-]+)\s*([\s\S]*?)(\/?)$/.exec(text);
  if (match === null || !/^\{\{[<%][^<>%]/.test(source)) return undefined;
  const [, closing, name, rest, alone] = match as unknown as [
    string,
    string,
    string,
    string,
    string,
  ];
  if (closing === '/') return { name, role: 'close', attributes: [] };
  const bare = name.replace(/\/$/, '');
  const role = alone === '/' || bare !== name ? 'alone' : 'open';
  // What it prints is read as Markdown.
  const notation = source.startsWith('{{%') ? [attribute('data-markdown', 'yes')] : [];
  return { name: bare, role, attributes: [...readArguments(rest), ...notation] };
}

/** `{{</* name *\/>}}` shows a shortcode without running it. */
const shown = (source: string): string =>
  source.replace(/^(\{\{[<%])\/\*/, '$1').replace(/\*\/([>%]\}\})$/, '$1');

function asText(tag: Tag): string | undefined {
  const { name, attributes, code } = tag;
  if (name === '/*') return shown(tag.source);
  const first = textValue(attributes, '0');
  // An address has no blanks, names of files have.
  if (isLink(name) && !code)
    return (textValue(attributes, 'path') ?? first)?.trim().replaceAll(' ', '%20');
  if (name === 'param' || name === 'skew')
    return `{${textValue(attributes, 'name') ?? first ?? name}}`;
  return undefined;
}

/** A parameter of the page or of the site. */
function parameterOf(
  { name, attributes }: Tag,
  { dialect, frontmatter, site }: Preparation,
): string | undefined {
  const macro = dialect.macros?.[name.toLowerCase()];
  if (typeof macro !== 'object' || macro.as !== 'placeholder' || macro.site !== true)
    return undefined;
  const key = textValue(attributes, 'name') ?? textValue(attributes, '0') ?? '';
  const keys = key.split('.');
  const ofPage = () =>
    frontMatterText(frontmatter, keys) ?? frontMatterText(frontmatter, ['params', ...keys]);
  const value = (macro.global === true ? undefined : ofPage()) ?? site.text(key);
  return value && /["'<>{}]/.test(value) ? undefined : value;
}

/** A fence, or a shortcode that is run and not only shown. */
const isOwnBlock = /^\s*(?:`{3}|~{3}|\{\{[<%](?!\/\*))/;
const isRun = /\{\{[<%](?!\/\*)/;

/** The body of a shortcode that no table knows is code where it reads as data, or its name says so. */
function codeOf(tag: Tag, body: readonly string[], { dialect, site }: Preparation) {
  if (textValue(tag.attributes, 'codelang') !== undefined || tag.name.endsWith('.inline'))
    return [];
  const known = Object.hasOwn(dialect.macros ?? {}, tag.name.toLowerCase());
  const isNamed = isCodeName(tag.name);
  if (body.some((line) => isOwnBlock.test(line)))
    return tag.name === 'highlight' && !body.some((line) => isRun.test(line)) ? [] : undefined;
  const own = site.template(tag.name);
  // A tab that names a language is code where the site's template marks it.
  if (known && textValue(tag.attributes, 'lang') && /\(\s*highlight\b/.test(own ?? '')) return [];
  const template = known ? undefined : own;
  if (setsAsWritten(template)) return [];
  if (!isNamed && (known || !tag.source.startsWith('{{<'))) return undefined;
  if (isNamed && !known && holdsMarkdown(tag, template)) return undefined;
  const language = dataLanguage(body);
  if (language === undefined) return isNamed ? [] : undefined;
  return [attribute('data-language', language)];
}

/** Whether a template that is there has the body read as Markdown, as Hugo does with what `{{%` prints. */
function holdsMarkdown({ source }: Tag, template: string | undefined): boolean {
  if (template === undefined || /\bhighlight\b|<pre\b|<code\b|`{3}/i.test(template)) return false;
  return source.startsWith('{{%') || /\b(?:markdownify|RenderString)\b/.test(template);
}

/** Whether a template prints the body as it is written, in a block of code. */
function setsAsWritten(template = ''): boolean {
  const inCode =
    /<pre\b[^<>]*>\s*(?:<code\b[^<>]*>\s*)?\{\{-?[^{}]*\.Inner\b|\bhighlight\s+\(?(?:trim\s+)?\.Inner\b/i;
  return inCode.test(template) && !/\b(?:markdownify|RenderString)\b/.test(template);
}

/** A `tabpane` of Docsy. */
interface Pane {
  from: number;
  to: number;
  options: string;
}

const paneTag = /\{\{[<%]\s*(\/?)\s*tabpane\b([^{}]*?)[>%]\}\}/g;

function panesOf({ text }: Preparation['lines']): Pane[] {
  const panes: Pane[] = [];
  for (const [index, line] of text.entries()) {
    for (const [, end, options = ''] of line.includes('tabpane') ? line.matchAll(paneTag) : []) {
      if (!end) panes.push({ from: index, to: text.length, options });
      else if (panes.length > 0) panes.at(-1)!.to = index;
    }
  }
  return panes;
}

/** What a tab of Docsy holds is code, unless it or its pane says `text=true`: https://www.docsy.dev/docs/content/shortcodes/#tabpane */
function codeInPane(tag: Tag, body: readonly string[], panes: readonly Pane[]) {
  if (tag.name !== 'tab' || !tag.source.startsWith('{{<')) return undefined;
  const pane = panes.find(({ from, to }) => from <= tag.index && tag.index <= to);
  const isText = `${pane?.options} ${tag.source}`.match(/\btext=(?:"|')?true\b/);
  const isOther = body.some((line) => isOwnBlock.test(line));
  if (pane === undefined || isText || isOther) return undefined;
  if (textValue(tag.attributes, 'lang') !== undefined) return [];
  const header = textValue(tag.attributes, 'header') ?? textValue(tag.attributes, '0');
  const isHeader = /\blangEqualsHeader=(?:"|')?true\b/.test(pane.options);
  const lang = isHeader ? header : textValue(readArguments(pane.options), 'lang');
  // A header may be a sentence.
  return lang === undefined || /[\s`*]/.test(lang) ? [] : [attribute('lang', lang)];
}

const indentedStart = /^([ \t]+)\{\{<\s*([\w./-]+)[^{}]*>\}\}\s*$/;
const closingName = /^\s*\{\{<\s*\/\s*([\w./-]+)/;

/** Code that begins before the tags around it, and would end the list that they are in, moves below them. */
function indentCode({ lines: { text } }: Preparation): Edits {
  const edits = new Edits();
  for (let index = 0; index < text.length; index++) {
    const [, lead = '', name = ''] = indentedStart.exec(text[index]!) ?? [];
    if (name !== 'tab' && !isCodeName(name)) continue;
    const height = text.slice(index + 1).findIndex((line) => closingName.exec(line)?.[1] === name);
    const body = text.slice(index + 1, index + 1 + height);
    if (!body.some((line) => /^\S/.test(line))) continue;
    for (const [at, line] of body.entries())
      if (line.trim() !== '') edits.replace(index + 1 + at, lead + line);
    index += height;
  }
  return edits;
}

const shownStart = /(\{\{[<%])\/\*(?!.*\*\/[>%]\}\})/;
const shownEnd = /\*\/([>%]\}\})/;

/** A shortcode that code shows over several lines. */
function showInCode({ lines: { text, kind } }: Preparation): Edits {
  const edits = new Edits();
  for (let index = 0; index < text.length; index++) {
    if (kind[index] !== 'code' || !shownStart.test(text[index]!)) continue;
    let end = index + 1;
    while (kind[end] === 'code' && !shownEnd.test(text[end]!)) end++;
    if (kind[end] !== 'code') continue;
    edits.replace(index, text[index]!.replace(shownStart, '$1'));
    edits.replace(end, text[end]!.replace(shownEnd, '$1'));
    index = end;
  }
  return edits;
}

export const shortcodes: SourceSyntax = { name: 'shortcodes', sign: /\{\{[<%]/, prepare };

/** `<--->` parts the columns of the theme Book. */
function withoutColumnMarks({ lines: { text, kind } }: Preparation): Edits {
  const edits = new Edits();
  for (const [index, line] of text.entries())
    if (kind[index] === 'text' && /^\s*<---+>\s*$/.test(line)) edits.replace(index, '');
  return edits;
}

function prepare(preparation: Preparation): Edits {
  preparation.apply(withoutColumnMarks(preparation));
  preparation.apply(nameEnds(preparation));
  preparation.apply(showInCode(preparation));
  preparation.apply(fenceCodeCards(preparation));
  preparation.apply(levelShortcodes(preparation));
  preparation.apply(indentCode(preparation));
  preparation.apply(indentFences(preparation));
  preparation.apply(levelHtml(preparation));
  const panes = panesOf(preparation.lines);
  return prepareTags(preparation, {
    ...syntax,
    textInTag: (tag) => parameterOf(tag, preparation),
    codeOf: (tag, body) => codeInPane(tag, body, panes) ?? codeOf(tag, body, preparation),
  });
}
