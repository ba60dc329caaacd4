import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configFileNames } from '../../config/find.ts';
import { ContextorError } from '../../errors.ts';

/** @throws ContextorError `INIT_EXISTS` where the folder has a configuration. */
export function refuseSecond(cwd: string): void {
  const own = configFileNames.filter((name) => name !== 'package.json');
  const present = own.find((name) => existsSync(join(cwd, name))) ?? inPackage(cwd);
  if (present === undefined) return;
  throw new ContextorError(`${present} exists already; init overwrites nothing`, {
    code: 'INIT_EXISTS',
    remedy: 'Edit it, or remove it and run init again. To build with it: npx contextor build',
  });
}

function inPackage(cwd: string): string | undefined {
  const file = join(cwd, 'package.json');
  if (!existsSync(file)) return undefined;
  return manifestOf(file).contextor === undefined
    ? undefined
    : 'The key "contextor" of package.json';
}

/** @throws ContextorError `INIT_PACKAGE_JSON` where the file is not JSON. */
export function manifestOf(file: string): Record<string, unknown> {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new ContextorError(`${file} is not valid JSON`, {
      code: 'INIT_PACKAGE_JSON',
      remedy: 'Fix it, then run init again.',
      cause,
    });
  }
}

/** The scripts that `init` adds to package.json. */
const scripts: Readonly<Record<string, string>> = {
  'docs:context': 'contextor build',
  'docs:context:check': 'contextor check',
};

/**
 * Adds the missing scripts to the text of a package.json, keeping its indentation and line ends.
 * @returns the names that were added; the text is the same where there are none.
 */
export function withScripts(text: string): { text: string; added: string[] } {
  const manifest = JSON.parse(text);
  const added = Object.keys(scripts).filter((name) => manifest.scripts?.[name] === undefined);
  if (added.length === 0) return { text, added };
  manifest.scripts = {
    ...manifest.scripts,
    ...Object.fromEntries(added.map((name) => [name, scripts[name]])),
  };
  const indent = /^\{\r?\n([ \t]+)/.exec(text)?.[1] ?? '  ';
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const ending = /\n$/.test(text) ? lineEnd : '';
  return { text: JSON.stringify(manifest, null, indent).replaceAll('\n', lineEnd) + ending, added };
}
