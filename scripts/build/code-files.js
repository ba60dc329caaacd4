import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { parse } from 'acorn';

/** Modules of this size, in bytes, and larger ones are worth a file more. */
const smallestBytes = 16 * 1024;

const compiler = 'dist/src/code-cache.js';

/**
 * Moves the code of large modules into files that hold one function each, since Node 20 keeps nothing
 * of what it compiles of a module. What stays are imports, exports, and the call of the function with
 * what is imported, for what is exported.
 *
 * @param outputs what esbuild tells of the files that it made
 */
export function makeCodeFiles(outputs) {
  for (const [file, { bytes }] of Object.entries(outputs)) {
    if (file.endsWith('.js') && bytes >= smallestBytes) makeCodeFile(file);
  }
}

function makeCodeFile(file) {
  const source = readFileSync(file, 'utf8');
  const { body } = parse(source, { sourceType: 'module', ecmaVersion: 'latest' });
  const imports = body.filter(({ type }) => type === 'ImportDeclaration');
  const exports = body.filter(({ type }) => type === 'ExportNamedDeclaration');
  const nodes = nodesIn(body);
  const imported = localNames(imports).join(', ');
  const exported = localNames(exports);
  refuseAssigned(nodes, { exported, file });

  const moved = replaced(source, [
    ...[...imports, ...exports].map((node) => replacement(node, '')),
    ...nodes.filter(isMeta).map((node) => replacement(node, '__meta')),
    ...nodes
      .filter(isImport)
      .map(({ start }) => ({ start, end: start + 'import'.length, text: '__import' })),
  ]);
  writeFileSync(
    file.replace(/\.js$/, '.cjs'),
    `(function (__meta, __import, ${imported}) { "use strict"; ${moved}\nreturn { ${exported} };\n})\n`,
  );

  const path = relative(dirname(file), compiler).replace(/^(?!\.)/, './');
  const call = `__compileFile(import.meta.filename.replace(/\\.js$/, '.cjs'))(import.meta, (path) => import(path), ${imported})`;
  const kept = [...imports, ...exports].map(({ start, end }) => source.slice(start, end));
  writeFileSync(
    file,
    `import { compileFile as __compileFile } from '${path}';\nconst { ${exported} } = ${call};\n${kept.join('\n')}\n`,
  );
}

function localNames(declarations) {
  return declarations.flatMap(({ specifiers }) => specifiers.map(({ local }) => local.name));
}

function isMeta({ type, meta }) {
  return type === 'MetaProperty' && meta.name === 'import';
}

function isImport({ type }) {
  return type === 'ImportExpression';
}

function nodesIn(value) {
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  if (typeof value?.type !== 'string') return [];
  return [value, ...Object.values(value).flatMap(nodesIn)];
}

/** What the function gives is given once: an export that changes later would not be seen to. */
function refuseAssigned(nodes, { exported, file }) {
  const assigned = nodes.map(({ type, left, argument }) =>
    type === 'AssignmentExpression' ? left : type === 'UpdateExpression' ? argument : undefined,
  );
  const name = assigned.find((target) => exported.includes(target?.name))?.name;
  if (name !== undefined) throw new Error(`${file} exports ${name}, and assigns to it`);
}

function replacement({ start, end }, text) {
  return { start, end, text };
}

function replaced(source, replacements) {
  let text = '';
  let from = 0;
  for (const { start, end, text: other } of replacements.sort(
    (one, two) => one.start - two.start,
  )) {
    text += source.slice(from, start) + other;
    from = end;
  }
  return text + source.slice(from);
}
