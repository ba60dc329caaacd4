import { groupBy } from '../../maps.ts';
import { outsideFences, replaceFound, type Shown } from './fence.ts';
import { commonValue, statedValue, valueAt } from './learned-values.ts';

const value =
  /\{\{[<%]-?\s*(?:_?param\s+"?([\w.-]+)"?|site\.Params\.([\w.]+))\s*\/?-?[>%]\}\}|\{\{-?\s*site\.(?!(?:base)?url\b)([\w.-]+?)\s*-?\}\}|(?<=[\w/.=-])(\{\{[<%](?!\s*[/*])[^{}\n]*[%>]\}\})/g;
/** Variables of Writerside. */
export const inPercents = /%([\w.-]+)%/g;
const variables = /<var\s(?=[^<>]*\bname="([^"]+)")(?=[^<>]*\bvalue="([^"]*)")/g;

/** A source of Writerside with the values that lists of the module, or the page, give its variables. */
export function withVariables(source: string, lists: readonly string[]): string {
  // Of the values for several instances, the first.
  const all = [...lists, source].flatMap((text) => [...text.matchAll(variables)].reverse());
  const known = new Map(
    all.map(([, name = '', value = '']) => [name, value.replaceAll('&amp;', '&')]),
  );
  return source.replace(inPercents, (whole, name: string) => known.get(name) ?? whole);
}

const includesInLine = /^(?!\s*\{\{[^{}\n]*\}\}\s*$).*\{\{\s*#include\s.*$/gm;
const include = /(?<!\\)\{\{\s*#include\s+([^\s{}]+)\s*\}\}/g;

/** A source of mdBook with the files of one line that its lines include, such as a version. */
export const withShortIncludes = (
  source: string,
  textOf: (file: string) => string | undefined,
): string =>
  source.replace(includesInLine, (line) =>
    line.replace(include, (whole, file: string) => {
      const text = textOf(file)?.trim();
      return text && !text.includes('\n') ? text : whole;
    }),
  );

/**
 * A source of Hugo or Jekyll with the values of the site in place of what prints them. Those
 * are learned from the output, by what stands around them; the name in braces stands for one that is
 * not known. A shortcode that a word or an address goes on with is one of them, whatever it is called.
 */
export function withSiteValues(source: string, output: string, pattern = value): string {
  if (source.search(pattern) === -1) return source;
  const places = groupBy(source.matchAll(pattern), (match) => nameIn(match.slice(1)) ?? '');
  const known = new Map<string, string>();
  for (const [name, all] of places) {
    const some = all.slice(0, 20);
    const found = statedValue(source, some, output) ?? commonValue(source, some, output);
    if (found !== undefined) known.set(name, found);
    else if (output.includes(`{${name}}`)) known.set(name, `{${name}}`);
  }
  return source
    .replace(pattern, (whole, ...parts) => known.get(nameIn(parts.slice(0, 4))!) ?? whole)
    .replace(address, (part) => part.replace(shortcode, '-'));
}

/** An address with a shortcode whose value is not known, or a definition that a value begins: links show none, they lead to a file. */
const address =
  /(?:^ {0,3}\[[^\]\n]+\]:[ \t]*|\]\()(?:[^\s(){}]+\{\{[<%][^{}\n]*[%>]\}\})+|^ {0,3}\[[^\]\n]+\]:[ \t]*\{\{[^{}<%\n]*\}\}/gm;
const shortcode = /\{\{[^{}\n]*\}\}/g;

const nameIn = (groups: readonly string[]) => groups.find((part) => part !== undefined);

const liquidOutput = outsideFences(
  /`[^`\n]*`|\]\([^()\n]*\)|="[^"\n]*"|\{%-?\s*raw\b[\s\S]*?\{%-?\s*endraw\b|\{\{-?\s*(?<name>[\w.-]+)\s*(?:\|[^{}]*)?\}\}/gm,
);

const ofMatter = /\{\{-?\s*site\.[\w.-]+\s*-?\}\}|\{%-?\s*data\s[^%\n]*%\}/g;

/** A source of Liquid without the values in its front matter that nothing tells. */
export const withoutMatterOutputs = (source: string): string =>
  source.replace(/^---\n[\s\S]*?\n---\n/, (matter) => matter.replace(ofMatter, ''));

/** Tags of code that have rules of their own. */
const readElsewhere =
  /^(?:card|capture|code[-_]?(?:block|example|sample|snippet|toggle)|highlight|raw|set|tab)$/i;
const liquidPair = outsideFences(
  /^(?<indent>[ \t]*)\{%-?\s*(?<name>\w+)\b[^%\n]*%\}[ \t]*\n(?<body>\s*(?<first>\S[^\n]*)\n[\s\S]*?)^[ \t]*\{%-?\s*end\k<name>\s*-?%\}[ \t]*$/gm,
);
const hugoPair = outsideFences(
  /^(?<indent>[ \t]*)\{\{[<%]\s*(?<name>[\w-]+)\b[^{}\n]*(?<!\/)[>%]\}\}[ \t]*\n(?<body>\s*(?<first>\S[^\n]*)\n[\s\S]*?)^[ \t]*\{\{[<%]\s*\/\s*\k<name>\s*[>%]\}\}[ \t]*$/gm,
);
const opening = /^[ \t>]*`{3,}[\w-]*\n[ \t>]*([^\n]*)/gm;

/** A source of Liquid, or of Hugo where comments in code look like headings, with fences around what stands in tags of its own and is code in the output. */
export function withOwnCode(source: string, output: string): string {
  const begins = new Set(Array.from(output.matchAll(opening), ([, first = '']) => first.trim()));
  if (begins.size === 0) return source;
  const asFence: Shown = (whole, { indent, name = '', body = '', first = '' }) => {
    const isLikely = whole.trimStart().startsWith('{%') || /^[ \t]*#{1,6}[ \t]/m.test(body);
    const isCode = isLikely && begins.has(first.trim()) && !readElsewhere.test(name);
    if (!isCode || /~{6}|^\s*`{3}/m.test(body)) return whole;
    return `${indent}~~~~~~yaml\n${body}${indent}~~~~~~`;
  };
  return replaceFound(replaceFound(source, liquidPair, asFence), hugoPair, asFence);
}

const set = /\{%-?\s*(?:capture|assign)\s+["']?([\w.-]+)/g;

const loopTag = /\{%-?\s*(?:(for|raw)|end(?:for|raw))\b[^\n]*?%\}/g;

/**
 * A source of Liquid where the name in braces stands for each output that the build does not know. Loops
 * without such names in the output were carried out over data.
 */
export function withUnknownOutputs(given: string, output: string): string {
  const source = withoutBlocks(given, loopTag, (tag, loop) => {
    const names = [...loop.matchAll(/\{\{-?\s*([\w.-]+)/g)];
    const isUnknown = names.length === 0 || names.some(([, name]) => output.includes(`{${name}}`));
    return isUnknown || /^\{%-?\s*raw/.test(tag);
  });
  // What the page sets itself is known: where its name is shown, its text is lost.
  const own = new Set([...source.matchAll(set)].map(([, name = '']) => name));
  return replaceFound(source, liquidOutput, (whole, { name }) => {
    const isUnknown = name !== undefined && !own.has(name) && output.includes(`{${name}}`);
    return isUnknown ? `{${name}}` : whole;
  });
}

const expression = /\{\{(?!\s*['"`])[^{}\n]+\}\}/g;
/** A fence that Vue fills in, code in a line, or an expression. */
const filledIn =
  /^[ \t]*(`{3,})[\w-]+-vue\b[\s\S]*?^[ \t]*\1|(?<!`)`(?!`)[^`\n]*\{\{[^`\n]*`|\{\{(?!\s*['"`])[^{}\n]+\}\}/gm;

/** A value that Vue knows under a name of its own, with what is glued to it, such as the rest of an address; prose in a script without blanks is not. */
const ofVue = /(?:(?<![\w./:#?=&%~@+-])[\w./:#?=&%~@+-]*\{\{\s*\$[^{}\n]+\}\})+[\w./:#?=&%~@+-]*/g;

/**
 * A source with Vue, without the expressions of a page's scripts that the output has values for, and without
 * code in a line that holds one. Fences are read by a rule of their own.
 */
export function withoutFilledIn(given: string, output: string, { isPart = false } = {}): string {
  const isKept = (part: string) => output.includes(part);
  const source = given.replace(ofVue, (whole) =>
    whole.match(expression)!.some(isKept) ? whole : '',
  );
  if (!isPart && !/^<script\b/m.test(source)) return source;
  return source.replace(filledIn, (whole: string, fence?: string) => {
    const parts = whole.match(expression) ?? [];
    if (fence !== undefined || parts.length === 0) return whole;
    return parts.some(isKept)
      ? whole.replace(expression, (part) => (isKept(part) ? part : ''))
      : '';
  });
}

const variable =
  /\{\{-?\s*(?:"([^"\n]*)"|'([^'\n]*)'|([A-Za-z_][\w.]*(?:\[[^\]\n]*\][\w.]*)*))\s*-?\}\}/g;
const mark = /\{%-?\s*(?:(?:end)?raw\s*|set\s+[^%\n]*)-?%\}|\{#(?!\})[^\n]*?#\}/g;

/** Signs of a site's own around variables and tags that leave those of others as they are: `-{{ name }}-`, `-{{% if name %}}-`. */
const ownSigns = /(?<![\w-])-(\{\{(?!%)[^{}\n]*\}\})-(?![\w-])|-\{(\{%[^\n]*?%\})\}-/g;

/**
 * A source of MkDocs with what its plugin macros put in place of variables, learned from the page's front matter and the output;
 * what the output keeps is text. What a loop, a condition or an expression gives depends on data: it is not
 * expected, unless the output keeps it as it is written.
 */
export function withMacroValues(given: string, output: string): string {
  const source = given.replace(ownSigns, '$1$2');
  const isKept = (text: string) => output.includes(text);
  const known = new Map<string, string>();
  const own = frontMatterTexts(source);
  const text = withoutBlocks(source, blockTag, isKept);
  for (const match of text.matchAll(variable)) {
    const [whole, double, single, name = ''] = match;
    const stated = double ?? single ?? own.get(name);
    const found = isKept(whole) ? undefined : (stated ?? valueAt(text, match, output));
    if (found !== undefined && !known.has(name || whole)) known.set(name || whole, found);
  }
  return text
    .replace(mark, (whole) => (isKept(whole) ? whole : ''))
    .replace(variable, (whole, _double, _single, name = '') =>
      isKept(whole) ? whole : (known.get(name || whole) ?? whole),
    )
    .replace(/\{\{[^{}\n]*[^\w.\s{}][^{}\n]*\}\}/g, (whole) => (isKept(whole) ? whole : ''));
}

/** The texts of one line that the front matter of a source gives, by name. */
function frontMatterTexts(source: string): Map<string, string> {
  const [, block = ''] = /^---\n([\s\S]*?\n)---\n/.exec(source) ?? [];
  const lines = block.matchAll(/^(\w+):[ \t]+(["']?)([^\s"'{[|>].*?)\2[ \t]*$/gm);
  return new Map([...lines].map(([, name = '', , value = '']) => [name, value]));
}

const blockTag = /\{%-?\s*(?:(for|if|macro)|end(?:for|if|macro))\b[^\n]*?%\}/g;

/** A source with the outermost loops, conditions and macros blanked out that are not kept; line numbers stay. */
export function withoutBlocks(
  source: string,
  blockTag: RegExp,
  isKept: (tag: string, block: string) => boolean,
): string {
  let made = '';
  let end = 0;
  const open: RegExpExecArray[] = [];
  for (const match of source.matchAll(blockTag)) {
    if (match[1] !== undefined) {
      open.push(match);
      continue;
    }
    const first = open.pop();
    if (first === undefined || open.length > 0) continue;
    const last = match.index + match[0].length;
    if (isKept(first[0], source.slice(first.index, last))) continue;
    made += source.slice(end, first.index);
    made += source.slice(first.index, last).replace(/[^\n]+/g, '');
    end = last;
  }
  return made + source.slice(end);
}
