import { Allowance, renderLiquid } from '../../liquid-template.ts';
import { Edits } from '../edits.ts';
import type { Preparation } from '../preparation.ts';
import type { Range } from './branches.ts';
import { JinjaPage } from './jinja.ts';
import { LiquidConditions } from './liquid-conditions.ts';
import { bareData, type Data, dataOf, isJekyll } from './liquid-data.ts';
import { withIncludes } from './liquid-includes.ts';
import { Uncertain } from './liquid-uncertain.ts';

const tag =
  /\{%-?\s*(?:((?:end)?(?:for|tablerow|if|unless|case|raw|comment|highlight)|els(?:e|e?if)|elif|when|include(?:_cached)?)\b|(?:(?:assign|set)\s+([\w-]+)\s*=|capture\s+["']?([\w-]+)))(?:[^%{\n]|%(?!\})|\{(?!%))*%\}|\{\{-?\s*([A-Za-z_][\w-]*|["'\d])[^{}\n]*\}\}/g;
/** The end of a list, which only its data tell. */
const ofList = /^\{\{-?\s*(?:site|page)\.[\w.-]*\.(?:first|last)\b/;

/** Whether an output is more than a value; what makes an address of a path is read with the links. */
const isFiltered = (output: string, isBare = false): boolean =>
  (isBare || /^\{\{-?\s*(?:["'\d]|(?:site|page)\.)[^|]*\|/.test(output)) &&
  output.includes('|') &&
  !/_url\b|baseurl|site\.url/.test(output);

const pageVariable = /(\{%-?\s*for\s+)page(?=\s+in\b)|(\{[{%](?:[^{}]*?[\s(])?)page(?=\.)/g;

/** A loop that stays as it is and calls other pages `page`, by another name; undefined where it is none. */
const withOtherPages = (template: string): string | undefined =>
  /^\{%-?\s*for\s+page\s+in\b/.test(template)
    ? template.replace(pageVariable, '$1$2other_page')
    : undefined;

/** What a blank line before it would part from the loop above. */
const closed = /^[ \t]*\n[ \t]*(?:[<|]|`{3})/;

interface Loop extends Range {
  made: string;
}

type Read = (path: string) => string | undefined;

interface LoopOptions {
  read?: Read;
  /** Whether names of front matter and of files of data stand for themselves. */
  isBare?: boolean;
  /** Whether conditions that are known are decided. */
  decides?: boolean;
  /** Reads what is no Liquid. */
  nunjucks?: JinjaPage;
}

/**
 * The outermost loops of a text whose data is known, the files with loops that it includes, and what shows its
 * variables or needs a filter, with what they give; the branches that it does not show give nothing.
 */
class Loops {
  readonly #found: Loop[] = [];
  readonly #conditions: LiquidConditions;
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
    this.#conditions = new LiquidConditions((condition) => this.#holds(condition));
    for (const match of text.matchAll(tag)) this.#read(match);
  }

  /** One after the other: nothing of what a branch makes that is not shown. */
  get found(): Loop[] {
    const { cuts } = this.#conditions;
    const lengthOf = ({ start, end }: Range) => end - start;
    const isIn = (one: Range, cut: Range) =>
      one.start >= cut.start && one.end <= cut.end && lengthOf(one) < lengthOf(cut);
    return [...this.#found, ...cuts.map((cut) => ({ ...cut, made: '' }))]
      .filter((one) => !cuts.some((cut) => isIn(one, cut)))
      .sort((a, b) => a.start - b.start);
  }

  #read({ 0: whole, 1: name = '', 2: assigned, 3: captured, 4: shown, index }: RegExpExecArray) {
    const end = index + whole.length;
    const variable = assigned ?? captured;
    if (this.#quoted !== undefined) {
      if (name === `end${this.#quoted}`) this.#quoted = undefined;
    } else if (variable !== undefined) {
      this.#uncertain.set(variable, whole, this.#depth);
      if (assigned !== undefined && this.#depth === 0) this.#assign(assigned, whole);
    } else if (shown !== undefined) {
      if (this.#depth === 0 && this.#isOfPage(whole, shown))
        this.#add(index, end, this.#rendered(whole, this.#data));
    } else this.#readTag(name, whole, { start: index, end });
  }

  #readTag(name: string, whole: string, { start: index, end }: Range): void {
    const isOuter = this.#depth === 0;
    if (isOuter && /^(?:raw|comment|highlight)$/.test(name)) this.#quoted = name;
    else if (this.#uncertain.passes(name) || /^(?:els(?:e|e?if)|elif|when)$/.test(name)) {
      if (isOuter && this.#options.decides) this.#conditions.read(whole, { start: index, end });
    } else if (name.startsWith('include')) {
      if (isOuter) this.#addTemplate(index, end, false);
    } else if (/^(?:for|tablerow)$/.test(name)) {
      if (isOuter) this.#start = index;
      this.#depth += 1;
    } else if (/^end(?:for|tablerow)$/.test(name) && !isOuter) {
      this.#depth -= 1;
      if (this.#depth === 0) this.#addTemplate(this.#start, end, true);
    }
  }

  #assign(name: string, whole: string): void {
    if (/^\{%-?\s*assign\b/.test(whole)) this.#before.push([name, whole]);
    else if (!this.#uncertain.has(name)) this.#options.nunjucks?.render(whole);
  }

  #isSet = (name: string): boolean =>
    this.#before.some(([set]) => set === name) || this.#options.nunjucks?.hasSet(name) === true;

  #isOfPage(output: string, root: string): boolean {
    if (this.#isSet(root) && !this.#uncertain.has(root)) return true;
    if (ofList.test(output)) return true;
    return this.#options.decides === true && isFiltered(output, this.#options.isBare);
  }

  /** Whether a condition holds, where no variable in it hangs on another one. */
  #holds(condition: string): boolean | undefined {
    const words = condition.match(/(?<![\w.-])[A-Za-z_][\w-]*/g) ?? [];
    if (words.some(this.#uncertain.has)) return undefined;
    const made = this.#rendered(`{% if ${condition} %}1{% endif %}`, this.#data);
    return made === undefined ? undefined : made === '1';
  }

  #rendered(template: string, data: Data): string | undefined {
    const made = renderLiquid(template, { data, before: this.#before, allowance: this.#allowance });
    return made ?? (data === this.#data ? this.#options.nunjucks?.render(template) : undefined);
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
    const shown = made ?? (isLoop ? this.#rendered(template, this.#data) : undefined);
    this.#add(start, end, shown ?? (isLoop ? withOtherPages(template) : undefined));
  }

  #add(start: number, end: number, made: string | undefined): void {
    if (made === undefined) return;
    const rest = this.#text.slice(end, end + 200);
    const shown = closed.test(rest) ? made.replace(/\n[ \t]*$/, '') : made;
    this.#found.push({ start, end, made: shown });
  }
}

/** A text with its loops carried out, as far as their data is known. */
export function withLoops(text: string, data: Data): string {
  return new Loops(text, data).found.reduceRight(
    (made, loop) => made.slice(0, loop.start) + loop.made + made.slice(loop.end),
    text,
  );
}

const sign =
  /\{%-?\s*(?:for|tablerow|include|assign|if|unless|case)\b|\{\{[^{}]*(?:\||\.(?:first|last)\b)/;

/** Carries out the loops of a page over data of the site or of its front matter; others stay. */
export function unrollLoops(preparation: Preparation): Edits {
  const edits = new Edits();
  const { text } = preparation.lines;
  if (!text.some((line) => sign.test(line))) return edits;
  const read = (path: string) => preparation.site.file(path);
  const whole = text.join('\n');
  const changes: Change[] = [];
  let line = 0;
  let at = 0;
  const isBare = !isJekyll(preparation);
  const nunjucks = isBare ? { nunjucks: new JinjaPage(bareData(preparation)) } : {};
  const loops = new Loops(whole, dataOf(preparation), { read, isBare, decides: true, ...nunjucks });
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
