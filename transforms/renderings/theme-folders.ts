import type { Document } from '../../src/document/document.ts';
import { isRecord } from '../../src/is-record.ts';
import { settingOf } from './site-data.ts';

type Asking = Pick<Document, 'include'>;

const isFolderName = (name: unknown): name is string =>
  typeof name === 'string' && /^[\w-][\w.-]*(?:\/[\w-][\w.-]*)*$/.test(name);

/** Modules that the configuration of a site of Hugo imports. */
function importsOf(document: Asking): string[] {
  const module = settingOf('module', document);
  const imports: unknown = isRecord(module) ? module['imports'] : [];
  const paths = Array.isArray(imports) ? imports.map((one) => isRecord(one) && one['path']) : [];
  return paths.filter(isFolderName);
}

/** Where `hugo mod vendor` says which modules it has put into the project, those that other modules import among them. */
const vendored = '/_vendor/modules.txt';

/** The folders of a site's themes, in the order in which their files count. */
export function themeFolders(document: Asking): string[] {
  const named = [settingOf('theme', document)].flat().filter(isFolderName);
  const list = document.include(vendored);
  const paths = list.ok ? Array.from(list.text.matchAll(/^# (\S+)/gm), ([, path]) => path) : [];
  return [
    ...[...named, ...importsOf(document)].map((name) => `/themes/${name}`),
    ...paths.filter(isFolderName).map((path) => `/_vendor/${path}`),
  ];
}

/** Modules whose files are not in the project. */
export const missingModules = (document: Asking): string[] =>
  document.include(vendored).ok
    ? []
    : importsOf(document).filter((path) => /^[\w-]+\.[\w.-]+\//.test(path));
