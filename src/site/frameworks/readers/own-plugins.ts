import { Callable } from '../../../static/value.ts';
import { listOf, member, type Place, type StaticData, Unknown } from '../../config/values.ts';
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

/**
 * Notes a plugin that writes documents before the site is built, where they are not in the project.
 *
 * @param plugin.out folders in which they may be
 */
export function noteUnwritten(
  folder: Folder,
  { name, out, place }: { name: string; out: readonly string[]; place: Place },
): void {
  if (out.some((path) => folder.hasDocuments(folder.inProject(path)))) return;
  const why = `a plugin that writes documents in ${out[0]} before the site is built; they are missing`;
  folder.note(name, new Unknown(place, why));
}
