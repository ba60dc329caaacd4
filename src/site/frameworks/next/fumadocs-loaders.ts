import { posix } from 'node:path';
import { firstOf } from '../../../first-of.ts';
import { resultOf } from '../../../static/value.ts';
import { Foreign, UnknownCall } from '../../config/calls.ts';
import { withoutAbyss } from '../../config/nesting.ts';
import {
  entriesOf,
  listOf,
  member,
  originOf,
  type StaticData,
  stringMember,
} from '../../config/values.ts';
import type { Folder } from '../readers/folder.ts';
import { moduleNames } from '../readers/project-folder.ts';

/** A loader's options, and the collection that it takes: `loader({ source: NAME.toFumadocsSource() })`. */
export interface Loader {
  options: StaticData;
  source: StaticData;
  collection: string | undefined;
}

/** The options are beside the source, or after it: `loader(source, { baseUrl })`. */
function loaderOf(made: StaticData): Loader | undefined {
  const { call, given = [] } = originOf(made) ?? {};
  if (call !== 'loader') return undefined;
  const options = [made, ...given].find((one) => stringMember(one, 'baseUrl') !== undefined);
  const source = member(made, 'source') ?? given[0];
  return options === undefined ? undefined : { options, source, collection: collectionIn(source) };
}

const sourceCall = /^(?:create|to).*Source$/;

/** The first collection that a source is made of, alone or among others. */
function collectionIn(source: StaticData): string | undefined {
  if (source instanceof UnknownCall) {
    const [first] = source.args;
    if (first instanceof Foreign && sourceCall.test(source.callee)) return first.name;
    return /^(\w+)\.toFumadocsSource\b/.exec(source.callee)?.[1];
  }
  const { call = '', given = [] } = originOf(source) ?? {};
  const [first] = sourceCall.test(call) ? given : [];
  if (first instanceof Foreign) return first.name;
  return firstOf([...listOf(source), ...entriesOf(source).map(([, value]) => value)], (inner) =>
    collectionIn(inner),
  );
}

/** Folders without code of the site. */
const noCode = /^(?:\.|node_modules$|public$|content$)/;

/** The modules `source` of a site, those in the usual folders first. */
export function sourceModules(folder: Folder): string[] {
  const inner = ['lib', 'src/lib', 'src', ''].flatMap((outer) =>
    outer === '' || folder.has(outer)
      ? folder
          .names(outer)
          .filter((name) => !noCode.test(name) && !name.includes('.'))
          .map((name) => posix.join(outer, name, 'source'))
      : [],
  );
  const files = ['lib/source', 'src/lib/source', 'app/source', 'source', 'src/source', ...inner];
  return files
    .flatMap((name) => [...moduleNames(name), `${name}.tsx`])
    .filter((file) => folder.has(file));
}

/** Every loader of the first module `source`, or of one in another folder of the site, that has any. */
export function loadersOf(folder: Folder): readonly Loader[] {
  for (const file of sourceModules(folder)) {
    // A function makes a loader when it is first needed.
    const place = { file: folder.inProject(file), line: 1 };
    const found = entriesOf(folder.exports(file)).flatMap(
      ([, value]) => loaderOf(withoutAbyss(resultOf(value), place)) ?? [],
    );
    if (found.length > 0) return found;
  }
  return [];
}
