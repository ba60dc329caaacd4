import { Store } from './collections.ts';
import { askSite, callFunction } from './functions.ts';
import {
  OtherPage,
  paramOf,
  resources,
  shortcode,
  textOf,
  type Use,
  unknown,
  type Value,
} from './values.ts';

/** A method with arguments, as `.Page.GetMatch "kiln.png"`. */
interface Called {
  /** What the path of the call begins with, and what its last name but one is. */
  root: Value;
  owner: Value;
  /** In small letters. */
  method: string;
  args: readonly Value[];
  /** Whether nothing tells that the call is reached. */
  isUnsure: true | undefined;
}

export function callMethod({ root, owner, method, args, isUnsure }: Called, use: Use): Value {
  const name = textOf(args[0]) ?? '';
  if (owner instanceof Store) return owner.call(method, args, isUnsure);
  if (method === 'get' && root === shortcode) return use.args.get(name) ?? null;
  const isPage = owner instanceof OtherPage;
  if (owner === resources && method === 'bytype') return owner;
  if (isPage && /^(?:resize|fit|fill|crop|filter|process)$/.test(method)) return owner;
  if ((isPage || owner === resources) && /^get(?:match)?$/.test(method))
    return use.resource(name, isPage ? owner : undefined);
  if (/^(?:rel)?ref$/.test(method)) return callFunction(method, args);
  if (method === 'getpage' && isPage)
    return name === '' ? unknown : (use.otherPage(name, owner) ?? null);
  if (method === 'getpage') return askSite(method, args, use) ?? null;
  if (method === 'format') return callFunction(method, [args[0] ?? null, owner]);
  if (method === 'param') return paramOf(name, use);
  return method === 'renderstring' ? callFunction('renderstring', args) : unknown;
}

/** What a path begins with: what `.` stands for, or a variable. */
export function rootOf(
  root: string,
  { dot, scope }: { dot: Value; scope: ReadonlyMap<string, Value> },
): Value {
  const value = root === '.' ? dot : scope.get(root);
  return value === undefined ? unknown : value;
}
