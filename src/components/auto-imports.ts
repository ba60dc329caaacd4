import type { Node, Program } from 'estree-jsx';
import { evaluate } from '../static/evaluate.ts';
import { nodesIn } from '../static/parse-script.ts';
import type { Value } from '../static/value.ts';
import type { ScriptModule } from './script-module.ts';

/** A component by its name in documents: the module that has it, and its name there (`*` for all of it). */
export interface AutoImport {
  local: string;
  specifier: string;
  name: string;
  /** Path of the configuration. */
  from: string;
}

/**
 * What `AutoImport({ imports: […] })` in the configuration of Astro imports into all documents:
 * `'./a.astro'`, `{ './b.astro': ['Named', ['default', 'Own']] }`, `{ './parts': 'Namespace' }`.
 * https://github.com/delucis/astro-auto-import#options
 */
export function autoImports(config: ScriptModule | undefined): AutoImport[] {
  if (config?.program === undefined) return [];
  const options = optionsIn(config.program);
  const value = options && evaluate(options, config.scope);
  const imports = value instanceof Map ? value.get('imports') : undefined;
  return Array.isArray(imports)
    ? imports.flatMap(importsOf).map((one) => ({ ...one, from: config.path }))
    : [];
}

function optionsIn(program: Program): Node | undefined {
  const names = program.body.flatMap((node) =>
    node.type === 'ImportDeclaration' && node.source.value === 'astro-auto-import'
      ? node.specifiers.map(({ local }) => local.name)
      : [],
  );
  if (names.length === 0) return undefined;
  for (const node of nodesIn(program)) {
    const isCall = node.type === 'CallExpression' && node.callee.type === 'Identifier';
    if (isCall && names.includes((node.callee as { name: string }).name)) return node.arguments[0];
  }
  return undefined;
}

function importsOf(entry: Value): Omit<AutoImport, 'from'>[] {
  if (typeof entry === 'string')
    return [{ local: nameOfFile(entry), specifier: entry, name: 'default' }];
  return [...(entry instanceof Map ? entry : [])].flatMap(([specifier, names]) => {
    if (typeof names === 'string') return [{ local: names, specifier, name: '*' }];
    return (Array.isArray(names) ? names : []).map((one) => {
      const [name, local = name] = [one].flat();
      return { local: String(local), specifier, name: String(name) };
    });
  });
}

/** `./src/kiln-list.astro` -> `kilnlist` */
const nameOfFile = (path: string) =>
  path
    .replace(/^.*\//, '')
    .replace(/\.\w+$/, '')
    .replace(/\W/g, '');
