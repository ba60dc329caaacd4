import { namesInLiquid } from '../../liquid-template.ts';

const part = /\{%(?:(?!\{%)[\s\S])*?%\}|\{\{(?:(?!\{\{)[\s\S])*?\}\}/g;
const include = /^\{%-?\s*include(?:_cached)?\s+((?:\{\{.*?\}\}|[^\s"'{}])+)([\s\S]*?)-?%\}$/;
const parameter = /(?<![\w-])([\w-]+)\s*=\s*("[^"\\{]*"|'[^'\\{]*'|[A-Za-z_][\w.-]*|\d+)/g;
const given = /\binclude\.([\w-]+)((?:\.\w+)?)/g;
const literal = /^["'\d]/;
/** A variable that nothing sets. */
const nothing = '__none';
/** What makes more of a file than its text with parameters, which is put in where the page is shown. */
const computes =
  /\{%-?\s*(?:for|if|unless|case|assign|capture|include)\b|\{\{-?\s*(?:(?!(?:site|page|include)\.)[A-Za-z_]|include\.[\w-]+\.)/;
/** What is no expression is nothing, in Ruby. */
const noAssign = /^\{%-?\s*assign\s+[\w-]+\s*=\s*[^\s\w"'([-]/;
const deepest = 10;
const longest = 200_000;

interface IncludeOptions {
  /** The text of a file of the site. */
  read(path: string): string | undefined;
  /** Whether a name that an included file uses is a variable where it is included. */
  isVariable(name: string): boolean;
}

/**
 * A template with the files in it that its tags include, as Jekyll does: they know the variables around
 * them, and their parameters become variables of their own. Undefined where none of them repeats a part,
 * uses a variable or shows a member of a parameter, or where what a tag includes is not known.
 *
 * https://jekyllrb.com/docs/includes/
 */
export function withIncludes(template: string, options: IncludeOptions): string | undefined {
  if (options.read('/_config.yml') === undefined) return undefined;
  const expansion = new Expansion(options);
  try {
    const made = expansion.of(template, new Map());
    return expansion.isNeeded ? made : undefined;
  } catch {
    return undefined;
  }
}

class Expansion {
  readonly #options: IncludeOptions;
  #count = 0;
  #length = 0;
  #depth = 0;
  isNeeded = false;

  constructor(options: IncludeOptions) {
    this.#options = options;
  }

  /** @param parameters what stands for each: a literal or the name of a variable */
  of(template: string, parameters: ReadonlyMap<string, string>): string {
    this.#length += template.length;
    if (this.#length > longest) throw new RangeError('files without end');
    return template.replace(part, (whole) => {
      const tag = whole.replace(given, (_, name: string, below: string) => {
        const value = parameters.get(name) ?? nothing;
        if (below !== '' && literal.test(value)) throw new TypeError('a member of a literal');
        this.isNeeded ||= below !== '' && value !== nothing;
        return value + below;
      });
      const [, file, rest = ''] = include.exec(tag) ?? [];
      if (file !== undefined) return this.#included(file, rest) ?? tag;
      return noAssign.test(tag) ? '' : tag.replaceAll('.[', '[');
    });
  }

  /** The text of a file; undefined where it need not be known. */
  #included(file: string, rest: string): string | undefined {
    const path = file.replace(/\{\{-?\s*(["'])(.*?)\1\s*-?\}\}/g, '$2');
    const text = this.#options.read(`/_includes/${path}`);
    if (text === undefined || this.#depth === deepest) throw new TypeError('no file to include');
    if (!computes.test(text)) return undefined;
    const names = [
      ...namesInLiquid(text.replace(part, (tag) => (noAssign.test(tag) ? '' : tag))),
    ].filter((name) => name !== undefined);
    const isUsed = (name: string) =>
      !/^(?:include|site|page)$/.test(name) && this.#options.isVariable(name);
    this.isNeeded ||= /\{%-?\s*for\b/.test(text) || names.some(isUsed);
    const parameters = new Map<string, string>();
    let made = '';
    for (const [, name = '', value = ''] of rest.matchAll(parameter)) {
      const variable = literal.test(value) ? value : `${name}__${this.#count++}`;
      if (variable !== value) made += `{% assign ${variable} = ${value} %}`;
      parameters.set(name, variable);
    }
    if (rest.replace(parameter, '').trim() !== '') throw new TypeError('not all can be read');
    this.#depth += 1;
    made += this.of(text, parameters);
    this.#depth -= 1;
    return made;
  }
}
