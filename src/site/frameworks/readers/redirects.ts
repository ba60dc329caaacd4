import { listOf, type StaticData, stringMember } from '../../config/values.ts';
import type { Redirect } from '../../record.ts';
import { textEntries } from './folder.ts';

/** The redirects of a list of rules, by the keys that the framework has for both addresses. */
export function redirectList(rules: StaticData, fromKey: string, toKey: string): Redirect[] {
  return listOf(rules).flatMap((rule) => {
    const [from, to] = [stringMember(rule, fromKey), stringMember(rule, toKey)];
    return from === undefined || to === undefined ? [] : [{ from, to }];
  });
}

/** The redirects of an object: `{ '/old': '/new' }`. */
export function redirectMap(addresses: StaticData): Redirect[] {
  return textEntries(addresses).map(([from, to]) => ({ from, to }));
}
