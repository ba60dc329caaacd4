import { createRequire } from 'node:module';
import { timeOf } from './dates.ts';
import { loadedLate } from './load-late.ts';

const require = createRequire(import.meta.url);
type Package = typeof import('liquidjs');
type Engine = InstanceType<Package['Liquid']>;
interface Loaded {
  package: Package;
  engine: Engine;
}

/** Longer templates are left as they are written: finding their names takes the square of their length. */
const longest = 50_000;
/** Tags above a template that it is given. */
const mostBefore = 20;

/** What the templates of a text may give and take together; the others are left as they are written. */
export class Allowance {
  characters = 1_000_000;
  steps = 200_000;

  get isSpent(): boolean {
    return this.characters < 0 || this.steps < 0;
  }
}

const unread = /\{%-?\s*raw\b/;

/** Tags that are carried out; others stay, with the values of variables they are given. */
const own =
  /^(?:for|endfor|tablerow|endtablerow|if|elsif|else|endif|unless|endunless|case|when|endcase|assign|capture|endcapture|break|continue|comment|endcomment|increment|decrement|cycle)$/;
const tag = /\{%-?\s*(\w+)\b(?:[^%{]|%(?!\})|\{(?!%))*%\}/g;
const variable = /(\s[\w-]+\s*=\s*)([A-Za-z_][\w.-]*)(?=\s|$)/g;
/** A tag on a line of its own leaves none where HTML or the row of a table follows, nor do indented tags in HTML. */
const alone = /^[ \t]*(\{%-?[^%\n]*%\})[ \t]*\n(?=\s*(?:[<|]|\{%))/gm;
const blanks = /(?<=>[ \t]*\n)(?:[ \t]+\n){1,9}|^(?:[ \t]+\n){1,9}(?=[ \t]*<)/gm;

/**
 * What a template of Liquid gives; undefined where it asks for what is not known, or is not valid.
 *
 * https://shopify.github.io/liquid/, https://jekyllrb.com/docs/liquid/
 */
export function renderLiquid(
  template: string,
  { data, before = [], allowance = new Allowance() }: LiquidOptions,
): string | undefined {
  if (template.length > longest || unread.test(template)) return undefined;
  try {
    const { engine } = load();
    const text = withTags(before, template.replace(alone, '$1').replace(tag, asWritten), engine);
    const known: Scope = {};
    for (const path of pathsOf(text, engine)) {
      const value = data(path);
      if (value === undefined) return undefined;
      place(value, path, known);
    }
    const context = contextOf(known, allowance, load());
    const made: string = engine.renderSync(engine.parse(text), context);
    allowance.characters -= made.length;
    return allowance.isSpent ? undefined : made.replace(blanks, '');
  } catch {
    return undefined;
  }
}

interface LiquidOptions {
  /** What a path of names is: plain data; undefined where that is not known. */
  data(path: readonly string[]): unknown;
  /** Tags above that set variables, by name. */
  before?: readonly (readonly [name: string, tag: string])[];
  allowance?: Allowance;
}

/** A template below those of the tags above it whose variables it needs. */
function withTags(
  before: NonNullable<LiquidOptions['before']>,
  template: string,
  engine: Engine,
): string {
  let text = template;
  let roots = rootsOf(text, engine);
  let given = 0;
  for (const [name, set] of before.toReversed()) {
    if (!roots.has(name)) continue;
    given += 1;
    if (given > mostBefore) break;
    text = set + text;
    roots = rootsOf(text, engine);
  }
  return text;
}

const rootsOf = (template: string, engine: Engine) =>
  new Set(pathsOf(template, engine).map(([root]) => root));

/** The names that a template uses and does not set; throws where it is not valid. */
export const namesInLiquid = (template: string): ReadonlySet<string | undefined> =>
  rootsOf(template.replace(tag, asWritten), load().engine);

interface Scope {
  [name: string]: unknown;
}

/** The names that a template is given, each as far as it is a path of names. */
function pathsOf(template: string, engine: Engine): string[][] {
  return engine.globalVariableSegmentsSync(template).map((path) => {
    const end = path.findIndex((one) => typeof one !== 'string');
    return path.slice(0, end < 0 ? path.length : end).map(String);
  });
}

function place(value: unknown, path: readonly string[], scope: Scope): void {
  let at = scope;
  for (const name of path.slice(0, -1)) {
    if (!Object.hasOwn(at, name)) at[name] = {};
    at = at[name] as Scope;
  }
  at[path.at(-1)!] = value;
}

/** A tag of another kind is text, but for the values of the variables it is given. */
function asWritten(whole: string, name: string): string {
  // Ruby knows `<>` as well.
  if (own.test(name)) return whole.replaceAll(' <> ', ' != ');
  const filled = whole
    .replace(/\{\{.*?\}\}/g, '{% endraw %}$&{% raw %}')
    .replace(variable, '$1"{% endraw %}{{ $2 | escape }}{% raw %}"');
  return `{% raw %}${filled}{% endraw %}`;
}

/** What a template knows, and how many steps it may take: loops may stand in loops. */
function contextOf(known: Scope, allowance: Allowance, { package: { Context }, engine }: Loaded) {
  const context = new Context(known, engine.options, { sync: true });
  context.renderLimit.check = () => {
    allowance.steps -= 1;
    if (allowance.isSpent) throw new RangeError('a template without end');
  };
  return context;
}

/** What data says is no template; how objects read in Liquid, no page means to show. */
function asText(value: string): string {
  if (value.includes('[object Object]')) throw new TypeError('an object is shown');
  return /\{[{%]/.test(value) ? `{% raw %}${value}{% endraw %}` : value;
}

type Filter = (this: unknown, value: unknown, ...options: unknown[]) => unknown;

/** A filter that shows a date, in UTC wherever the build runs; what today is, nobody knows. */
function inUtc(filter: Filter): Filter {
  return function (value, ...options) {
    if (value === 'now' || value === 'today') throw new RangeError('another date in each run');
    const time = typeof value === 'string' && !/^\d+$/.test(value) ? timeOf(value) : undefined;
    return filter.call(this, time === undefined ? value : new Date(time), ...options);
  };
}

const load = loadedLate((): Loaded => {
  const liquid: Package = require('liquidjs');
  const limits = { memoryLimit: 10_000_000 };
  const engine = new liquid.Liquid({
    strictFilters: true,
    timezoneOffset: 0,
    locale: 'en-US',
    // It finds no file, whatever tag asks for one.
    templates: {},
    outputEscape: (value) => asText(String(value ?? '')),
    ...limits,
  });
  for (const name of ['markdownify', 'smartify', 'relative_url', 'absolute_url'])
    engine.registerFilter(name, (text) => text);
  // It gives another thing in each run of the site.
  delete engine.filters.sample;
  for (const name of Object.keys(engine.filters).filter((one) => /^date(?:_|$)/.test(one)))
    engine.registerFilter(name, inUtc(engine.filters[name] as Filter));
  return { package: liquid, engine };
});
