import { createRequire } from 'node:module';
import { loadLate } from './load-late.ts';

const require = createRequire(import.meta.url);
type Package = typeof import('liquidjs');
type Engine = InstanceType<Package['Liquid']>;
interface Loaded {
  package: Package;
  engine: Engine;
}

let loaded: Loaded | undefined;

/** Templates of more characters, or that give more, or take more steps are left as they are written. */
const longest = 1_000_000;
const mostSteps = 200_000;
/** Tags above a template that are looked at. */
const mostBefore = 100;

/** What is another thing in each run of the site, and what is not read here. */
const unread = /\|\s*sample\b|["'](?:now|today)["']|\{%-?\s*raw\b/;

/** Tags that are carried out; others stay, with the values of variables they are given. */
const own =
  /^(?:for|endfor|if|elsif|else|endif|unless|endunless|case|when|endcase|assign|capture|endcapture|break|continue|comment|endcomment|increment|decrement|cycle)$/;
const tag = /\{%-?\s*(\w+)\b(?:[^%{]|%(?!\})|\{(?!%))*%\}/g;
const variable = /(\s[\w-]+\s*=\s*)([A-Za-z_][\w.-]*)(?=\s|$)/g;
/** A tag on a line of its own leaves none where HTML or the row of a table follows, nor do indented tags in HTML. */
const alone = /^[ \t]*(\{%-?[^%\n]*%\})[ \t]*\n(?=\s*(?:[<|]|\{%))/gm;
const blanks = /(?<=>[ \t]*\n)(?:[ \t]+\n){1,9}|^(?:[ \t]+\n){1,9}(?=[ \t]*<)/gm;

/**
 * What a template of Liquid gives; undefined where it asks for what is not known, or is not valid.
 *
 * @param data what a path of names is: plain data; undefined where that is not known
 * @param before tags above that set variables, by name
 *
 * https://shopify.github.io/liquid/, https://jekyllrb.com/docs/liquid/
 */
export function renderLiquid(
  template: string,
  data: (path: readonly string[]) => unknown,
  before: readonly (readonly [name: string, tag: string])[] = [],
): string | undefined {
  if (template.length > longest || unread.test(template)) return undefined;
  try {
    const { engine } = load();
    let text = template.replace(alone, '$1').replace(tag, asWritten);
    for (const [name, set] of before.slice(-mostBefore).reverse())
      if (pathsOf(text, engine).some(([root]) => root === name)) text = set + text;
    const known: Scope = {};
    for (const path of pathsOf(text, engine)) {
      const value = data(path);
      if (value === undefined) return undefined;
      place(value, path, known);
    }
    const made: string = engine.renderSync(engine.parse(text), contextOf(known, load()));
    return made.length <= longest ? made.replace(blanks, '') : undefined;
  } catch {
    return undefined;
  }
}

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
  if (own.test(name)) return whole;
  const filled = whole
    .replace(/\{\{.*?\}\}/g, '{% endraw %}$&{% raw %}')
    .replace(variable, '$1"{% endraw %}{{ $2 | escape }}{% raw %}"');
  return `{% raw %}${filled}{% endraw %}`;
}

/** What a template knows, and how many steps it may take: loops may stand in loops. */
function contextOf(known: Scope, { package: { Context }, engine }: Loaded) {
  const context = new Context(known, engine.options, { sync: true });
  let steps = 0;
  context.renderLimit.check = () => {
    steps += 1;
    if (steps > mostSteps) throw new RangeError('a template without end');
  };
  return context;
}

function load(): Loaded {
  loaded ??= loadLate((): Loaded => {
    const liquid: Package = require('liquidjs');
    const limits = { parseLimit: longest, memoryLimit: 10 * longest };
    const engine = new liquid.Liquid({
      strictFilters: true,
      timezoneOffset: 0,
      // What data says is no template.
      outputEscape: (value) =>
        /\{[{%]/.test(String(value)) ? `{% raw %}${value}{% endraw %}` : (value as string),
      ...limits,
    });
    for (const name of ['markdownify', 'smartify', 'relative_url', 'absolute_url'])
      engine.registerFilter(name, (text) => text);
    return { package: liquid, engine };
  });
  return loaded;
}
