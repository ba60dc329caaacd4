import { existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { tryRead } from './disk.ts';
import { hashOf } from './hash.ts';

/** Endings that an import may leave out. */
const endings = ['', '.js', '.mjs', '.cjs', '.ts', '.mts', '.cts', '.json'];
/** A text that names a file beside the module, in whatever statement: import, require, URL. */
const relativeText = /(['"`])(\.{1,2}\/[^'"`\n$]+)\1/g;
const bareImport =
  /(?:\bfrom|\bimport|\brequire(?:\.resolve)?)\s*\(?\s*(['"])([^./'"\n][^'"\n]*)\1/g;

/**
 * Hashes of modules and of all that they name: files by relative paths, in any form, and packages by
 * their manifests.
 *
 * @param paths absolute
 */
export function moduleHashes(paths: readonly string[]): [path: string, hash: string][] {
  const hashes = new Map<string, string>();
  const waiting = [...paths];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (hashes.has(path)) continue;
    const text = tryRead(path);
    hashes.set(path, text === undefined ? '' : hashOf(text));
    if (text === undefined || !/\.[cm]?[jt]sx?$/.test(path)) continue;
    waiting.push(...namedFiles(path, text), ...manifests(path, text));
  }
  return [...hashes].sort();
}

function namedFiles(module: string, text: string): string[] {
  return [...text.matchAll(relativeText)].flatMap(([, , named]) => {
    const base = resolve(dirname(module), named!);
    // TypeScript names a module by what it will be compiled to.
    const asTypeScript = base.replace(/\.([cm]?)js$/, '.$1ts');
    const all = [...endings.map((end) => base + end), asTypeScript, join(base, 'index.js')];
    return all.find(isFile) ?? base;
  });
}

function manifests(module: string, text: string): string[] {
  return [...text.matchAll(bareImport)].flatMap(([, , name]) => {
    if (name!.startsWith('node:')) return [];
    const parts = name!.split('/').slice(0, name!.startsWith('@') ? 2 : 1);
    const folders = createRequire(module).resolve.paths(name!) ?? [];
    const found = folders.map((folder) => join(folder, ...parts, 'package.json')).find(isFile);
    return found === undefined ? [] : [found];
  });
}

const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile();
