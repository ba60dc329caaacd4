import type { Program } from 'estree-jsx';
import { namesIn, parseModule } from './expression.ts';

/** A name that a document takes from another file; `name` is `default`, `*` or the exported name. */
export interface ImportBinding {
  specifier: string;
  name: string;
}

/**
 * The file whose text an import brings: `./a.ts` of `!!raw-loader!./a.ts` and `./a.ts?raw`.
 * https://webpack.js.org/concepts/loaders/#inline, https://vite.dev/guide/assets#importing-asset-as-string
 */
export const rawImport = (specifier: string): string | undefined =>
  /^(?:.*!)?raw-loader!|\?raw$/.test(specifier)
    ? withoutLoaders(specifier).replace(/\?raw$/, '')
    : undefined;

/** What webpack reads a file with stands before it. */
export const withoutLoaders = (specifier: string): string => specifier.replace(/^.*!/, '');

/** Whether a name of a Markdown module is its content, which Astro also calls `Content`. */
export const isContent = (name: string): boolean => ['default', '*', 'Content'].includes(name);

const beginOfEsm = /^(?:import|export) /;

/** Names that a block of ESM brings into its document. */
interface ModuleNames {
  imported: readonly string[];
  declared: readonly string[];
}

/** The names of a block of ESM; undefined where it is no such block, and without a blank behind `import`, text. */
export function namesOfModule(source: string): ModuleNames | undefined {
  if (!beginOfEsm.test(source)) return undefined;
  const body = parseModule(source)?.body ?? [];
  if (!body.every(({ type }) => /^(?:Import|Export)/.test(type))) return undefined;
  if (body.length === 0) return undefined;
  const imported = body.flatMap((statement) =>
    statement.type === 'ImportDeclaration'
      ? statement.specifiers.map(({ local }) => local.name)
      : [],
  );
  return { imported, declared: body.flatMap(declaredBy) };
}

function declaredBy(statement: Program['body'][number]): string[] {
  if (statement.type !== 'ExportNamedDeclaration' && statement.type !== 'ExportDefaultDeclaration')
    return [];
  const { declaration } = statement;
  if (declaration?.type === 'VariableDeclaration')
    return declaration.declarations.flatMap(({ id }) => namesIn(id));
  return declaration && 'id' in declaration && declaration.id ? [declaration.id.name] : [];
}
