import { resultOf } from '../../../static/value.ts';
import { listOf, member, type StaticData } from '../../config/values.ts';
import type { Redirect } from '../../record.ts';
import type { Folder } from '../readers/folder.ts';
import { redirectList } from '../readers/urls.ts';

/** What the configuration of a site of Next redirects, or serves under another address. */
export function redirectsOf(
  folder: Folder,
  config: StaticData,
  key: 'redirects' | 'rewrites',
): Redirect[] {
  const stated = folder.known(config, [key]);
  const list = resultOf(stated);
  if (list !== stated) folder.noteGaps(key, list, folder.placeOf(config, [key]));
  const rules = [
    list,
    member(list, 'beforeFiles'),
    member(list, 'afterFiles'),
    member(list, 'fallback'),
  ];
  // A rule that depends on the request does not redirect every reader.
  const always = rules
    .flatMap(listOf)
    .filter((rule) => ['has', 'missing'].every((key) => member(rule, key) === undefined));
  return redirectList(always, 'source', 'destination');
}
