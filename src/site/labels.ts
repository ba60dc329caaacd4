import { scanLines } from '../document/lines/lines.ts';
import { unquoted } from '../document/prepare/syntaxes/myst-options.ts';

/** Prefix of the routes for names that pages give to places in them. */
export const namesRoute = '/(=)';

/** The route of a name, whatever its letter case and blanks. The sign at its end keeps a name such as `index`, which routes drop. */
export const routeOfName = (name: string): string =>
  `${namesRoute}/${name.trim().replace(/\s+/g, ' ').toLowerCase()}=`;

/** The id under which the anchors of a page keep the words of the heading that a name belongs to, which Sphinx shows in links. */
export const headingOfName = (name: string): string =>
  `=${name.trim().replace(/\s+/g, '-').toLowerCase()}`;

export const isNameRoute = (route: string): boolean => route.startsWith(`${namesRoute}/`);

/** The id that docutils makes of a name: `My label` -> `my-label`. */
export function idOfName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-\d]+|-+$/g, '');
}

const target = /^[ \t]*\(([^()"<>]{1,200})\)=[ \t]*$/;
const option = /^[ \t]*(?::(?:name|label):|#\|[ ]label:)[ \t]*([^\s"<>][^"<>]{0,200}?)[ \t]*$/;
const equation = /^[ \t]*\$\$[ \t]*\(([^()"<>]{1,200})\)[ \t]*$/;
const block = /^\+\+\+[ ]*\{.{0,200}?"label":[ ]*"([^"<>]{1,200}?)[ ]*"/;
const inMath = /\\label\{([^{}"<>]{1,200})\}/;
const attribute = /\{[^{}]{0,200}?#([\w:./-]+)[^{}]{0,200}\}/;
const figure = /^[ \t]*(?:`{3,}|:{3,})[ \t]*\{figure-md\}[ \t]+([^\s"<>]{1,200})/;
/** Of the figure that a cell of code makes. */
const cellFigure = /^ {4}name:[ ]+([^\s"'<>]{1,200})[ ]*$/;
const reStructured = /^\.\.[ ]_([^:`"<>]{1,200}|`[^`"<>]{1,200}`):[ \t]*$/;
const inclusion = /^[ \t]*(?:`{3,}|~{3,}|:{3,})[ \t]*\{include\}[ \t]+(\S+)/;

/** What the lines of a page of MyST name, and what they include. */
interface Names {
  names: string[];
  /** Files; the texts that the included part of one begins after and ends before are lines below its name. */
  parts: string[];
}

/** The names that a page of MyST gives: targets, options of directives, equations, attributes. */
export function namesIn(text: string): Names {
  const names = new Set<string>();
  const parts = new Set<string>();
  const lines = text.split('\n');
  const nameAt = namer(lines);
  for (const [at, line] of lines.entries()) {
    const name = nameAt(at) ?? attribute.exec(line)?.[1];
    if (name !== undefined) names.add(name);
    const part = line.includes('{include}') ? inclusion.exec(line)?.[1] : undefined;
    if (part !== undefined) parts.add([part, ...limitsBelow(lines, at)].join('\n'));
  }
  return { names: [...names], parts: [...parts] };
}

const limit = /^[ \t]*:(start-after|end-before):[ \t]+(.*?)[ \t]*$/;

/** `:start-after: text` and `:end-before: text` among the options below the first line of a directive. */
function limitsBelow(lines: readonly string[], at: number): string[] {
  const limits = { 'start-after': '', 'end-before': '' };
  for (let index = at + 1; /^[ \t]*:[\w-]+:/.test(lines[index] ?? ''); index++) {
    const [, name, text = ''] = limit.exec(lines[index]!) ?? [];
    if (name !== undefined) limits[name as keyof typeof limits] = unquoted(text);
  }
  const { 'start-after': after, 'end-before': before } = limits;
  return before === '' ? [after].filter(Boolean) : [after, before];
}

const directive = /^[ \t>]*(?:`{3,}|~{3,}|:{3,})[ \t]*\{/;
const yamlOption = /^[ \t]*(?:name|label):[ \t]+["']?([^\s"'<>]{1,200}?)["']?[ \t]*$/;

/** Tells what the lines of a page name, to be asked in their order. Options of a directive may be YAML below its first line. */
function namer(lines: readonly string[]): (at: number) => string | undefined {
  const hasFigures = lines.some((line) => line.includes('mystnb:'));
  let inOptions = false;
  return (at) => {
    const line = lines[at]!;
    if (line.trim() === '---') inOptions = !inOptions && directive.test(lines[at - 1] ?? '');
    return nameOf(line, hasFigures) ?? (inOptions ? yamlOption.exec(line)?.[1] : undefined);
  };
}

/** What the line gives the name of the next heading, or of a place in the section. */
function nameOf(line: string, hasFigures = false): string | undefined {
  if (!/[)=:`|}]/.test(line)) return undefined;
  const match =
    (hasFigures ? cellFigure.exec(line) : null) ??
    figure.exec(line) ??
    target.exec(line) ??
    option.exec(line) ??
    equation.exec(line) ??
    reStructured.exec(line) ??
    block.exec(line) ??
    inMath.exec(line);
  return match?.[1]?.replace(/^`|`$/g, '');
}

/** A body without the lines of its code; a line that gives a name is an anchor of HTML in its place. */
export function withNames(body: string): string {
  const { text, kind } = scanLines(body, 'mdx');
  const nameAt = namer(text);
  const made = text.map((line, index) => {
    const name = nameAt(index);
    if (name !== undefined) return `<a id="${name.replace(/\s+/g, '-')}"></a>`;
    return kind[index] === 'code' ? '' : line;
  });
  return made.join('\n');
}

/** The names that a page of reStructuredText gives, or a notebook. */
export function otherNamesIn(text: string): string[] {
  const cells = Array.from(text.matchAll(cellLabel), ([, name = '']) => name.trim());
  return [...new Set([...text.split('\n').flatMap((line) => nameOf(line) ?? []), ...cells])];
}

/** A line of code in the JSON of a notebook. */
const cellLabel = /"#\|[ ]*label:[ ]*([^"\\\n]{1,200})/g;
