import { getOrMake } from '../../../maps.ts';
import { Allowance, renderLiquid } from '../../liquid-template.ts';
import { Edits } from '../edits.ts';
import { memberOf, type Preparation } from '../preparation.ts';
import { withIncludes } from './liquid-includes.ts';

const tag =
  /\{%-?\s*(?:((?:end)?(?:for|raw|comment|highlight)|include(?:_cached)?)\b|assign\s+([\w-]+)\s*=)(?:[^%{\n]|%(?!\})|\{(?!%))*%\}/g;

/** What a path of names is: plain data; undefined where that is not known. */
type Data = (path: readonly string[]) => unknown;

/** What a blank line before it would part from the loop above. */
const closed = /^[ \t]*\n[ \t]*(?:[<|]|`{3})/;

interface Loop {
  start: number;
  end: number;
  made: string;
}

type Read = (path: string) => string | undefined;

/** The outermost loops of a text whose data is known, and the files with loops that it includes, with what they give. */
function loopsOf(
  text: string,
  data: Data,
  { read = () => undefined, isBare = false }: { read?: Read; isBare?: boolean } = {},
): Loop[] {
  const loops: Loop[] = [];
  const before: [name: string, tag: string][] = [];
  const allowance = new Allowance();
  let quoted: string | undefined;
  let depth = 0;
  let start = 0;
  const isSet = (name: string) => before.some(([set]) => set === name);
  const add = (end: number, isLoop: boolean) => {
    if (allowance.isSpent) return;
    const template = text.slice(start, end);
    // What a file of Eleventy that is included in a loop makes of its variables is not known.
    const isOfName = !/\bin\s+(?:site|page)\./.test(template);
    if (isBare && isLoop && isOfName && /\{%-?\s*(?:include|render)\b/.test(template)) return;
    const whole = withIncludes(template, { read, isVariable: isLoop ? () => true : isSet });
    const ofSite: Data = (path) => (/^(?:site|page|layout)$/.test(path[0]!) ? data(path) : null);
    const filled = whole && renderLiquid(whole, { data: ofSite, before, allowance });
    const made =
      filled?.replace(/^[ \t]+(?=<)/gm, '') ??
      (isLoop ? renderLiquid(template, { data, before, allowance }) : undefined);
    if (made === undefined) return;
    const rest = text.slice(end, end + 200);
    loops.push({ start, end, made: closed.test(rest) ? made.replace(/\n[ \t]*$/, '') : made });
  };
  for (const { 0: whole, 1: name = 'assign', 2: variable = '', index } of text.matchAll(tag)) {
    if (quoted !== undefined) {
      if (name === `end${quoted}`) quoted = undefined;
    } else if (depth === 0 && /^(?:raw|comment|highlight)$/.test(name)) quoted = name;
    else if (name === 'assign' && depth === 0) before.push([variable, whole]);
    else if (name.startsWith('include')) {
      start = depth === 0 ? index : start;
      if (depth === 0) add(index + whole.length, false);
    } else if (name === 'for') {
      if (depth === 0) start = index;
      depth += 1;
    } else if (name === 'endfor' && depth > 0) {
      depth -= 1;
      if (depth === 0) add(index + whole.length, true);
    }
  }
  return loops;
}

/** A text with its loops carried out, as far as their data is known. */
export function withLoops(text: string, data: Data): string {
  return loopsOf(text, data).reduceRight(
    (made, loop) => made.slice(0, loop.start) + loop.made + made.slice(loop.end),
    text,
  );
}

/** Carries out the loops of a page over data of the site or of its front matter; others stay. */
export function unrollLoops(preparation: Preparation): Edits {
  const edits = new Edits();
  const { text } = preparation.lines;
  if (!text.some((line) => /endfor|\{%-?\s*include/.test(line))) return edits;
  const read = (path: string) => preparation.site.file(path);
  const whole = text.join('\n');
  const changes: Change[] = [];
  let line = 0;
  let at = 0;
  const isBare = isEleventy(preparation);
  for (const { start, end, made } of loopsOf(whole, dataOf(preparation), { read, isBare })) {
    line += linesIn(whole.slice(at, start));
    at = end;
    const first = line;
    line += linesIn(whole.slice(start, end));
    const previous = changes.at(-1);
    const before = whole.slice(whole.lastIndexOf('\n', start - 1) + 1, start);
    if (previous?.last === first) {
      previous.made += whole.slice(previous.end, start) + made;
      previous.last = line;
      previous.end = end;
    } else changes.push({ first, last: line, end, made: before + made });
  }
  for (const { first, last, end, made } of changes) {
    edits.remove(first, last);
    edits.replaceBy(first, (made + restOfLine(whole, end)).split('\n'));
  }
  return edits;
}

/** Lines that become others: those of a loop, or of several of which one begins where the last one ends. */
interface Change {
  first: number;
  last: number;
  /** Where in the text the last loop ends. */
  end: number;
  made: string;
}

const linesIn = (text: string): number => text.split('\n').length - 1;

function restOfLine(text: string, at: number): string {
  const end = text.indexOf('\n', at);
  return text.slice(at, end < 0 ? undefined : end);
}

/** Sites without the configuration of Jekyll: to them, what front matter and files of data say is known by its name alone. */
const isEleventy = ({ site }: Preparation): boolean =>
  ['/_config.yml', '/_config.yaml'].every((file) => site.file(file) === undefined);

function dataOf(preparation: Preparation): Data {
  const { frontmatter, site } = preparation;
  const known = new Map<string, unknown>();
  const bare = isEleventy(preparation) ? frontmatter : {};
  const ofNames = liquidData(frontmatter, (keys) => {
    const name = keys.join('.');
    return getOrMake(known, name, () => site.data(name));
  });
  return (path) =>
    Object.hasOwn(bare, path[0] ?? '') ? path.reduce<unknown>(memberOf, bare) : ofNames(path);
}

/** What templates of a page know: its front matter, and what the site knows by keys. */
export function liquidData(frontmatter: object, site: Data): Data {
  return ([root = '', ...keys]) => {
    if (root === 'page') return keys.reduce<unknown>(memberOf, frontmatter);
    const named = root === 'site' ? keys : [root, ...keys];
    // Jekyll has an empty one where the configuration has none.
    const otherwise = root === 'site' && named.join('.') === 'baseurl' ? '' : undefined;
    return named.length === 0 ? undefined : (site(named) ?? otherwise);
  };
}
