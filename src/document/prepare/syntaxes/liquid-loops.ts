import { getOrMake } from '../../../maps.ts';
import { Allowance, renderLiquid } from '../../liquid-template.ts';
import { Edits } from '../edits.ts';
import { memberOf, type Preparation } from '../preparation.ts';
import { withIncludes } from './liquid-includes.ts';

const tag =
  /\{%-?\s*(?:((?:end)?(?:for|if|unless|case|raw|comment|highlight)|include(?:_cached)?)\b|(?:assign\s+([\w-]+)\s*=|capture\s+["']?([\w-]+)))(?:[^%{\n]|%(?!\})|\{(?!%))*%\}|\{\{-?\s*([A-Za-z_][\w-]*)[^{}\n]*\}\}/g;
/** The end of a list, which only its data tell. */
const ofList = /^\{\{-?\s*(?:site|page)\.[\w.-]*\.(?:first|last)\b/;

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

/** Variables of a page that hang on branches and loops, or on other such variables: which value they have is not known. */
class Uncertain {
  readonly #names = new Set<string>();
  #branches = 0;

  /** Whether a tag begins or ends a branch. */
  passes(name: string): boolean {
    const isBranch = /^(?:end)?(?:if|unless|case)$/.test(name);
    if (isBranch) this.#branches += name.startsWith('end') ? -1 : 1;
    return isBranch;
  }

  /** A variable is set, by a tag, in a loop or not. */
  set(variable: string, tag: string, depth: number): void {
    const words = tag.match(/[A-Za-z_][\w-]*/g) ?? [];
    const isSure = depth === 0 && this.#branches === 0 && words[0] === 'assign';
    if (isSure && !words.slice(2).some((word) => this.#names.has(word)))
      this.#names.delete(variable);
    else this.#names.add(variable);
  }

  has = (variable: string): boolean => this.#names.has(variable);
}

interface LoopOptions {
  read?: Read;
  isBare?: boolean;
}

/** The outermost loops of a text whose data is known, the files with loops that it includes, and what shows its variables, with what they give. */
class Loops {
  readonly found: Loop[] = [];
  readonly #before: [name: string, tag: string][] = [];
  readonly #uncertain = new Uncertain();
  readonly #allowance = new Allowance();
  readonly #text: string;
  readonly #data: Data;
  readonly #options: LoopOptions;
  #quoted: string | undefined;
  #depth = 0;
  #start = 0;

  constructor(text: string, data: Data, options: LoopOptions = {}) {
    this.#text = text;
    this.#data = data;
    this.#options = options;
    for (const match of text.matchAll(tag)) this.#read(match);
  }

  #read({ 0: whole, 1: name = '', 2: assigned, 3: captured, 4: shown, index }: RegExpExecArray) {
    const end = index + whole.length;
    const variable = assigned ?? captured;
    if (this.#quoted !== undefined) {
      if (name === `end${this.#quoted}`) this.#quoted = undefined;
    } else if (variable !== undefined) {
      this.#uncertain.set(variable, whole, this.#depth);
      if (assigned !== undefined && this.#depth === 0) this.#before.push([assigned, whole]);
    } else if (shown !== undefined) {
      if (this.#depth === 0 && this.#isOfPage(whole, shown))
        this.#add(index, end, this.#rendered(whole, this.#data));
    } else this.#readTag(name, index, end);
  }

  #readTag(name: string, index: number, end: number): void {
    const isOuter = this.#depth === 0;
    if (isOuter && /^(?:raw|comment|highlight)$/.test(name)) this.#quoted = name;
    else if (this.#uncertain.passes(name)) return;
    else if (name.startsWith('include')) {
      if (isOuter) this.#addTemplate(index, end, false);
    } else if (name === 'for') {
      if (isOuter) this.#start = index;
      this.#depth += 1;
    } else if (name === 'endfor' && !isOuter) {
      this.#depth -= 1;
      if (this.#depth === 0) this.#addTemplate(this.#start, end, true);
    }
  }

  #isSet = (name: string): boolean => this.#before.some(([set]) => set === name);

  #isOfPage(output: string, root: string): boolean {
    return (this.#isSet(root) && !this.#uncertain.has(root)) || ofList.test(output);
  }

  #rendered(template: string, data: Data): string | undefined {
    return renderLiquid(template, { data, before: this.#before, allowance: this.#allowance });
  }

  #addTemplate(start: number, end: number, isLoop: boolean): void {
    if (this.#allowance.isSpent) return;
    const { read = () => undefined, isBare = false } = this.#options;
    const template = this.#text.slice(start, end);
    // What a file of Eleventy that is included in a loop makes of its variables is not known.
    const isOfName = !/\bin\s+(?:site|page)\./.test(template);
    if (isBare && isLoop && isOfName && /\{%-?\s*(?:include|render)\b/.test(template)) return;
    const whole = withIncludes(template, { read, isVariable: isLoop ? () => true : this.#isSet });
    const ofSite: Data = (path) =>
      /^(?:site|page|layout)$/.test(path[0]!) ? this.#data(path) : null;
    const filled = whole && this.#rendered(whole, ofSite);
    const made = filled?.replace(/^[ \t]+(?=<)/gm, '');
    this.#add(start, end, made ?? (isLoop ? this.#rendered(template, this.#data) : undefined));
  }

  #add(start: number, end: number, made: string | undefined): void {
    if (made === undefined) return;
    const rest = this.#text.slice(end, end + 200);
    const shown = closed.test(rest) ? made.replace(/\n[ \t]*$/, '') : made;
    this.found.push({ start, end, made: shown });
  }
}

/** A text with its loops carried out, as far as their data is known. */
export function withLoops(text: string, data: Data): string {
  return new Loops(text, data).found.reduceRight(
    (made, loop) => made.slice(0, loop.start) + loop.made + made.slice(loop.end),
    text,
  );
}

/** Carries out the loops of a page over data of the site or of its front matter; others stay. */
export function unrollLoops(preparation: Preparation): Edits {
  const edits = new Edits();
  const { text } = preparation.lines;
  if (!text.some((line) => /endfor|\{%-?\s*(?:include|assign)|\.(?:first|last)\b/.test(line)))
    return edits;
  const read = (path: string) => preparation.site.file(path);
  const whole = text.join('\n');
  const changes: Change[] = [];
  let line = 0;
  let at = 0;
  const isBare = isEleventy(preparation);
  const loops = new Loops(whole, dataOf(preparation), { read, isBare });
  for (const { start, end, made } of loops.found) {
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
  const known: Data = ([root = '', ...keys]) => {
    const at = keys.findIndex((key) => key === 'first' || key === 'last');
    const list = at > 0 ? known([root, ...keys.slice(0, at)]) : undefined;
    if (Array.isArray(list))
      return keys.slice(at + 1).reduce(memberOf, list.at(keys[at] === 'last' ? -1 : 0));
    if (root === 'page') return keys.reduce<unknown>(memberOf, frontmatter);
    const named = root === 'site' ? keys : [root, ...keys];
    // Jekyll has an empty one where the configuration has none.
    const otherwise = root === 'site' && named.join('.') === 'baseurl' ? '' : undefined;
    return named.length === 0 ? undefined : (site(named) ?? otherwise);
  };
  return known;
}
