import { posix } from 'node:path';
import { attempt } from '../../src/attempt.ts';
import type { Included } from '../../src/document/document.ts';
import { isRecord } from '../../src/is-record.ts';
import { dataOfModule } from '../../src/static/module-data.ts';

type Include = (specifier: string) => Included;

const endings = ['.json', '.11tydata.json', '.11tydata.js', '.11tydata.cjs', '.11tydata.mjs'];

/**
 * Front matter with what the data files of Eleventy say for a page and for the folders it is in; that of the page
 * counts most, then what is nearest. https://www.11ty.dev/docs/data-template-dir/
 */
export function withFolderData(
  matter: Record<string, unknown>,
  { path, include }: { path: string; include: Include },
): Record<string, unknown> {
  const project = include('/package.json');
  if (!project.ok || !project.text.includes('"@11ty/eleventy"')) return matter;
  const folders = posix
    .dirname(path)
    .split('/')
    .filter((name) => name !== '.');
  const stems = folders.map((name, at) => [...folders.slice(0, at), name, name].join('/'));
  const files = [...stems, path.replace(/\.\w+$/, '')].flatMap((stem) =>
    endings.map((ending) => `/${stem}${ending}`),
  );
  const data = files.map((file) => dataIn(file, include)).filter(isRecord);
  const all = [...data, matter];
  // Tags add up.
  const tags = new Set(all.flatMap((one) => one.tags ?? []));
  const given = data.flatMap((one) => Object.entries(one)).filter(([, value]) => isPlain(value));
  const entries = [...given, ...Object.entries(matter)];
  return Object.fromEntries([...entries, ...(tags.size > 0 ? [['tags', [...tags]]] : [])]);
}

/** Lists of records and the like are for layouts, which make more of them than is known here. */
const isPlain = (value: unknown): boolean =>
  [value].flat().every((one) => typeof one !== 'object' || one === null);

function dataIn(path: string, include: Include): unknown {
  const file = include(path);
  // Includes may leave out the first folder, which here makes another file.
  if (!file.ok || !`/${file.path}`.endsWith(path)) return undefined;
  if (!path.endsWith('.json')) return dataOfModule(file.text, path);
  return attempt((): unknown => JSON.parse(file.text), undefined);
}
