import { Callable } from '../../../static/value.ts';
import { listOf, member, type StaticData, Unknown } from '../../config/values.ts';
import type { Folder } from './folder.ts';

/** Notes the setting of plugins for remark where some are functions of the site: what they make of a text is not known. */
export function noteOwnPlugins(folder: Folder, options: StaticData, path: readonly string[]): void {
  const listed = listOf(member(options, ...path));
  // A plugin is a function, or a list of one and its options.
  if (!listed.some((one) => (listOf(one)[0] ?? one) instanceof Callable)) return;
  const why =
    'a list with functions of the site, which are not run; what they change is kept as written';
  folder.note(path.join('.'), new Unknown(folder.placeOf(options, path), why));
}
