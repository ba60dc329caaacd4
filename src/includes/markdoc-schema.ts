import type { Program } from 'estree-jsx';
import { attempt } from '../attempt.ts';
import type { Included } from '../document/document.ts';
import { parseExpression } from '../document/expression.ts';
import { yamlData } from '../document/yaml-data.ts';
import { firstOf } from '../first-of.ts';
import { getOrMake } from '../maps.ts';
import { Budget } from '../static/budget.ts';
import { evaluate } from '../static/evaluate.ts';
import { globals, jsonOf } from '../static/globals.ts';
import { type Imported, Module } from '../static/module.ts';
import { languageOf, parseScript } from '../static/parse-script.ts';
import { Scope } from '../static/scope.ts';
import { Callable, callBack, fn, toValue, Unknown, unknown, type Value } from '../static/value.ts';

type Include = (specifier: string, from?: string) => Included;

/**
 * The folders in which a site has its schema, the one that its configuration names first:
 * https://markdoc.dev/docs/nextjs#schema-customization
 */
export function schemaFolders(include: Include): string[] {
  const named = firstOf(['js', 'mjs', 'ts', 'cjs', 'mts'], (ending) => {
    const file = include(`/next.config.${ending}`);
    return file.ok
      ? /\bschemaPath:\s*(["'`])(?:\.?\/)?([^"'`]+?)\/?\1/.exec(file.text)?.[2]
      : undefined;
  });
  return [...(named ? [`/${named}`] : []), '/markdoc', '/src/markdoc'];
}

/** https://docs.astro.build/en/guides/integrations-guide/markdoc/#markdoc-configuration */
const astroConfig = '/markdoc.config';
const endings = ['.ts', '.js', '.mts', '.mjs', '.tsx', '.jsx', '/index.ts', '/index.js'];

const reserved = /(?<![\w$".])default(?=\()/g;

/** The variables and functions that a site gives its documents of Markdoc; its files are read when an expression asks. */
export class MarkdocSchema {
  readonly #include: Include;
  readonly #budget = new Budget();
  readonly #modules = new Map<string, Module>();
  #names: Map<string, Value> | undefined;

  constructor(include: Include) {
    this.#include = include;
  }

  /**
   * What an expression is, as JSON has it; undefined where it is not known, as what a site passes only when it
   * renders a page.
   *
   * @param source such as `$version` or `equals($plan, "pro")`
   */
  value(source: string, frontmatter: Readonly<Record<string, unknown>>): unknown {
    // A word of JavaScript.
    const node = parseExpression(source.replace(reserved, '$default'));
    if (node === undefined) return undefined;
    const scope = new Scope({ budget: this.#budget, source, load: () => unknown });
    const json = this.#budget.within(() => {
      this.#names ??= this.#stated();
      const page = toValue(frontmatter);
      scope.define('$frontmatter', page);
      for (const [name, value] of [...builtIn, ...this.#names]) scope.define(name, value);
      for (const [name, vars] of this.#gitbook(source, page))
        scope.define(name, new Map([['vars', vars]]));
      scope.define('$markdoc', new Map([['frontmatter', page]]));
      return jsonOf(evaluate(node, scope));
    }, undefined);
    return json === undefined ? undefined : JSON.parse(json);
  }

  /** What an expression of GitBook knows: https://gitbook.com/docs/create-content/variables-and-expressions */
  #gitbook(source: string, page: Value): [string, Value][] {
    if (!/\b(?:space|page)\.vars\b/.test(source)) return [];
    const file = this.#include('/.gitbook/vars.yaml');
    const ofSpace = file.ok ? toValue(attempt(() => yamlData(file.text), undefined)) : unknown;
    return [
      ['space', ofSpace],
      ['page', page instanceof Map ? page.get('vars') : undefined],
    ];
  }

  #stated(): Map<string, Value> {
    const folders = schemaFolders(this.#include);
    const configs = [...folders.map((folder) => `${folder}/config`), astroConfig];
    const config = this.#moduleAt(configs)?.exported('default');
    const all = (part: string) => {
      const module = this.#moduleAt(folders.map((folder) => `${folder}/${part}`));
      const named = Array.from(module?.names() ?? [], ([name]) => [name, module!.exported(name)]);
      const whole = module?.exported('default');
      const own = whole instanceof Map ? [...whole] : (named as [string, Value][]);
      const listed = config instanceof Map ? config.get(part) : undefined;
      return [...own, ...(listed instanceof Map ? listed : [])];
    };
    const names = new Map(all('variables').map(([name, value]) => [`$${name}`, value]));
    for (const [name, value] of all('functions')) {
      const transform = value instanceof Map ? value.get('transform') : undefined;
      // Parameters come by their places: https://markdoc.dev/docs/functions#creating-a-custom-function
      if (transform instanceof Callable)
        names.set(
          name,
          fn((...given) => callBack(transform, new Map(given.map((one, at) => [String(at), one])))),
        );
    }
    return names;
  }

  #moduleAt(paths: readonly string[], from?: string): Module | undefined {
    return firstOf(
      paths.flatMap((path) => [path, ...endings.map((end) => path + end)]),
      (path) => {
        if (!/\.\w+$/.test(path)) return undefined;
        const file = this.#include(path, from);
        return file.ok ? getOrMake(this.#modules, file.path, () => this.#read(file)) : undefined;
      },
    );
  }

  #read({ path, text }: { path: string; text: string }): Module {
    const scope = new Scope({ budget: this.#budget, source: text, load: () => unknown });
    for (const [name, value] of globals) scope.define(name, value);
    const imported = (specifier: string) =>
      specifier.startsWith('.') ? this.#moduleAt([specifier], path) : undefined;
    return new SchemaModule(parseScript(text, languageOf(path)), scope, imported);
  }
}

/** A module of the site's schema; components and packages in it are not known. */
class SchemaModule extends Module {
  readonly #import: (specifier: string) => Module | undefined;

  constructor(
    program: Program | undefined,
    scope: Scope,
    imported: (specifier: string) => Module | undefined,
  ) {
    super(program, scope);
    this.#import = imported;
  }

  protected override imported({ specifier, name }: Imported): Value {
    // It gives what it is given.
    if (name === 'defineMarkdocConfig') return fn((config) => config);
    const module = this.#import(specifier);
    if (module === undefined) return unknown;
    if (name !== '*') return module.exported(name);
    return new Map(Array.from(module.names(), ([each]) => [each, module.exported(each)]));
  }
}

/** `0` and `''` count as true: https://github.com/markdoc/markdoc/blob/main/src/tags/conditional.ts */
const isTrue = (value: Value): boolean | Unknown =>
  value instanceof Unknown ? value : value !== false && value !== undefined && value !== null;

/** Whether some values are all `wanted`; one that is not settles it, whatever the others are. */
function areAll(values: readonly Value[], wanted: boolean): boolean | Unknown {
  const found = values.map(isTrue);
  return !found.includes(!wanted) && (found.find((one) => one instanceof Unknown) ?? true);
}

const opposite = (is: boolean | Unknown) => (is instanceof Unknown ? is : !is);

/** https://markdoc.dev/docs/functions#built-in-functions */
const builtIn: readonly [string, Value][] = [
  ['and', fn((...values) => areAll(values, true))],
  ['or', fn((...values) => opposite(areAll(values, false)))],
  ['not', fn((value) => opposite(isTrue(value)))],
  [
    'equals',
    fn((...values) =>
      values.some((value) => value instanceof Unknown)
        ? unknown
        : values.every((value) => value === values[0]),
    ),
  ],
  // What nothing is known of is taken as not passed.
  [
    '$default',
    fn((value, otherwise) => (value === undefined || value instanceof Unknown ? otherwise : value)),
  ],
  ['debug', fn((value) => jsonOf(value, 2) ?? unknown)],
];
