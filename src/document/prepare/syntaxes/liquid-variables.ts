import { changedLines, Edits } from '../edits.ts';
import { frontMatterText, type Preparation } from '../preparation.ts';

const capture = /\{%-?\s*(?:capture|set)\s+["']?([\w-]+)["']?\s*-?%\}/;
const endcapture = /\{%-?\s*end(?:capture|set)\s*-?%\}/;
const assign = /\{%-?\s*(?:assign|set)\s+([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')\s*-?%\}/g;
const short = new RegExp(`${capture.source}(.*?)${endcapture.source}`, 'g');
const ends = new RegExp(endcapture, 'g');
const raw = /\{%-?\s*(end)?raw\s*-?%\}/g;
const besideRaw =
  /(?=\{%-?\s*raw\b)(?<=\{%-?\s*(?:capture|set)\s+["']?[\w-]+["']?\s*-?%\})|(?=\{%-?\s*end(?:capture|set)\b)(?<=endraw\s*-?%\})/;
const output = /\{\{-?\s*([\w-]+)\s*(?:\|[^{}]*)?\}\}/g;

/**
 * Puts the variables that a page sets where it prints them: a text on one line takes the place of
 * each output; longer captured text, which is mostly printed right below, stays where it is captured.
 * Nunjucks has `set` for both.
 */
export function placeVariables(preparation: Preparation): Edits {
  preparation.apply(placeSettings(preparation));
  preparation.apply(rawApart(preparation));
  const edits = new Edits();
  const { text } = preparation.lines;
  if (!text.some((line) => capture.test(line) || line.search(assign) >= 0)) return edits;
  const shown = withoutRaw(text);
  const values = new Map<string, string>();
  /** The captured text that is open, and what is written in place of the line where it begins. */
  let long: { name: string; index: number; made: string[] } | undefined;
  for (let index = 0; index < text.length; index++) {
    const written = shown[index]!;
    const line = withSet(written, values);
    if (line !== written) edits.replace(index, line);
    const [whole, open] = atLastEnd(line);
    for (const [, name = '', value = ''] of whole.matchAll(short)) values.set(name, value.trim());
    const rest = whole.replace(short, '') + open;
    let made = [line];
    if (endcapture.test(rest) && long !== undefined) {
      // A text that nothing prints is removed with its tags; the line where it ends may print it.
      const fence = fenceOf(long.name, text.slice(long.index + 1, index), shown.slice(index));
      if (fence !== undefined) {
        edits.replace(long.index, ...long.made.map((one) => one.replace(capture, '')), fence);
        values.set(long.name, '');
        made = [fence && '```', withValues(line.replace(endcapture, ''), values)];
        edits.replace(index, ...made);
      }
      long = undefined;
    }
    const name = capture.exec(rest)?.[1];
    if (name !== undefined) long = { name, index, made };
  }
  return edits;
}

const tagWithOutput = /\{%-?\s*(?:include|link|post_url)(?:[^%{]|\{(?!%))*%\}/g;
const named = /\{\{-?\s*(page\.|site\.)?([\w.-]+)\s*(?:\|[^{}]*)?\}\}/g;

/** A parameter of a tag that is a value of the page or the site: `title=page.title`. */
const givenValue = /(?<=\s[\w-]+\s*=\s*)(page\.|site\.)([\w.-]+)(?=\s|-?%\})/g;

/** Fills in what names a file in a tag, or is given to it: `{% include {{ page.version }}/a.md %}`. What is not known is its name. */
export function fillTags({ lines, frontmatter, site }: Preparation): Edits {
  const known = (of: string, name: string) =>
    of === 'page.' ? frontMatterText(frontmatter, name.split('.')) : site.text(name);
  return changedLines(lines.text, (line, index) => {
    if (lines.kind[index] !== 'text' || !line.includes('{%')) return undefined;
    return line.replace(tagWithOutput, (tag) =>
      tag
        .replace(named, (_, of = '', name: string) => known(of, name) ?? of + name)
        .replace(
          givenValue,
          (whole, of: string, name: string) =>
            quoted(known(of, name)?.trim().replaceAll('\n', '\u2028')) ?? whole,
        ),
    );
  });
}

/** A tag that captures a text on a line of its own, where all of the text is raw. */
function rawApart({ lines }: Preparation): Edits {
  const edits = new Edits();
  for (const [index, line] of lines.text.entries()) {
    const parts = line.split(besideRaw);
    if (parts.length > 1) edits.replace(index, ...parts);
  }
  return edits;
}

/** A line up to the end of the last captured text in it, and the rest. */
function atLastEnd(line: string): [string, string] {
  const last = [...line.matchAll(ends)].at(-1);
  const end = last === undefined ? 0 : last.index + last[0].length;
  return [line.slice(0, end), line.slice(end)];
}

const included = /\{%-?\s*include(?:_cached|_relative)?\s[^%]*%\}/g;
/** Only the names; a text in quotes has none. */
const parameter = /"[^"]*"|'[^']*'|(?<=\s[\w-]+\s*[=:]\s*)[A-Za-z_][\w-]*(?=[\s,]|-?%\})/g;

/** A line with the values of variables that it prints or that a file which it includes is given. */
const withValues = (line: string, values: ReadonlyMap<string, string>): string =>
  line
    .replace(output, (whole, name: string) => values.get(name) ?? whole)
    .replace(included, (tag) =>
      withKnown(tag, values).replace(parameter, (name) => quoted(values.get(name)) ?? name),
    );

/** The same, where the line sets some itself. */
function withSet(line: string, values: Map<string, string>): string {
  let made = '';
  let at = 0;
  for (const { 0: whole, 1: name = '', 2: double, 3: single, index } of line.matchAll(assign)) {
    made += withValues(line.slice(at, index), values) + whole;
    values.set(name, double ?? single ?? '');
    at = index + whole.length;
  }
  return made + withValues(line.slice(at), values);
}

const quotedFile = /^(\{%-?\s*include\s+(?:"[^"]*"|'[^']*'))([^%]*?)(\s*-?%\})$/;

/** A tag of Eleventy that includes a file, which knows the variables of the page; those that the page shows itself are empty there. */
const withKnown = (tag: string, values: ReadonlyMap<string, string>): string =>
  tag.replace(quotedFile, (_, start: string, given: string, end: string) => {
    const named = [...values].flatMap(([name, value]) => {
      const text = value === '' ? '""' : quoted(value);
      const isGiven = new RegExp(`[\\s,]${name}\\s*[=:]`).test(given);
      return text === undefined || isGiven ? [] : [` ${name}=${text}`];
    });
    return start + given + named.join('') + end;
  });

function quoted(value = ''): string | undefined {
  const mark = ['"', "'"].find((one) => !value.includes(one));
  return value === '' || mark === undefined ? undefined : mark + value + mark;
}

const setting = /\{\{-?\s*(site|page)\.([\w.-]+?)\s*-?\}\}/g;
/** `{{ '/a.png' | relative_url }}`, or `… | prepend: site.baseurl`. */
const address =
  /\{\{-?\s*(["'])\/?([^"'{}|]*)\1\s*\|\s*(?:relative_url|absolute_url|prepend:\s*site\.baseurl(?:\s*\|\s*prepend:\s*site\.url)?)\s*-?\}\}/g;

/** Settings of the site and of the page, in code and in attributes as well; those of its address make links of it. */
function placeSettings({ lines, site, frontmatter }: Preparation): Edits {
  const edits = new Edits();
  const asks = (line: string) => line.search(setting) >= 0 || line.search(address) >= 0;
  if (!lines.text.some(asks)) return edits;
  const base = site.base();
  for (const [index, written] of withoutRaw(lines.text).entries()) {
    const isCode = lines.kind[index] === 'code';
    const valueIn = (whole: string, of: string, name: string) => {
      if (of === 'page') return ofPage(frontmatter, name) ?? whole;
      if (isCode || !/^(?:base)?url$/.test(name)) return site.text(name) ?? whole;
      return (name === 'baseurl' && base) || whole;
    };
    const line = written
      .replace(setting, valueIn)
      .replace(address, (whole, _, path: string) => (base ? `${base}/${path}` : whole));
    if (line !== written) edits.replace(index, line);
  }
  return edits;
}

/** What front matter says by a name, where it is a text, a number or a flag. */
function ofPage(frontmatter: Preparation['frontmatter'], name: string): string | undefined {
  const value = Object.hasOwn(frontmatter, name) ? frontmatter[name] : undefined;
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : undefined;
}

/** The lines outside of `raw`; those in it and those that touch it are empty. */
function withoutRaw(text: readonly string[]): string[] {
  let isRaw = false;
  return text.map((line) => {
    for (const [, end] of line.matchAll(raw)) isRaw = end === undefined;
    return isRaw || line.search(raw) >= 0 ? '' : line;
  });
}

/**
 * The fence that a captured text needs, empty for none, by what prints it or takes it as a parameter before
 * the next text of its name; undefined where nothing does.
 */
function fenceOf(
  name: string,
  body: readonly string[],
  lines: readonly string[],
): string | undefined {
  const again = lines.findIndex((line) => capture.exec(line)?.[1] === name);
  const below = lines.slice(0, again < 0 ? lines.length : again).join('\n');
  const word = `(?<![\\w-])${name}(?![\\w-])`;
  const hasFence = body.some((line) => /^\s*(?:`{3}|~{3})/.test(line));
  const printed = new RegExp(`\\{\\{[^{}]*${word}([^{}]*)`).exec(below);
  if (printed !== null) {
    const language = /\|\s*highlight(?:\(\s*["']([\w-]+))?/.exec(printed[1]!);
    return language && !hasFence ? `\`\`\`${language[1] ?? ''}` : '';
  }
  // What Nunjucks includes knows the variables of the page without being given them.
  const isKnown = new RegExp(`\\{%[^{}%]*${word}`).test(below);
  if (!isKnown && !(isCode(body) && include.test(lines[1] ?? ''))) return undefined;
  return isCode(body) && !hasFence ? '```' : '';
}

const include = /^\s*\{%-?\s*include\b/;

/** Whether a text that a tag takes is code: a line of it has nothing but closing brackets. */
const isCode = (body: readonly string[]): boolean =>
  body.some((line) => /^\s*[)\]}]+[,;]?\s*$/.test(line));

const calls = /\{\{-?\s*([A-Za-z_][\w.]*)\s*\(/g;

/** Tells of the calls of macros and functions, which Nunjucks has and Liquid has not: they stay as they are written. */
export function tellCalls(preparation: Preparation): void {
  const { lines } = preparation;
  let isRaw = false;
  for (const [index, line] of lines.text.entries()) {
    const [mark] = [...line.matchAll(raw)].slice(-1);
    if (mark !== undefined) isRaw = mark[1] === undefined;
    if (isRaw || lines.kind[index] !== 'text' || !line.includes('{{')) continue;
    for (const [, name = ''] of line.replace(/`[^`]*`/g, '').matchAll(calls)) {
      const about = `{{ ${name}(…) }}`;
      const reason = `\`${about}\` is for a template of the site; its result is not known, so it was kept as written`;
      preparation.warn(index, { rule: 'preprocessor-text', about, reason });
    }
  }
}
